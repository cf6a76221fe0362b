import { writeFileSync } from 'node:fs';
import { users } from '@repo/config';
import { runningAt } from '../apps.ts';
import { startAnotherInstance } from '../support/another-instance.ts';
import { expect, test } from '../support/test.ts';
import { fillSignInForm } from '../support/visitor.ts';

test.skip(Boolean(runningAt), 'a running app keeps the idle limit that it was started with');

// Starts an app and a local Logto.
test.slow();

test('a session ends after SESSION_IDLE_MINUTES without a visit, and not before', async ({
  page,
  app,
  servers,
  store,
}, testInfo) => {
  const clock = testInfo.outputPath('clock');
  const setClock = (secondsAhead: number) => writeFileSync(clock, String(secondsAhead * 1000));
  setClock(0);
  const instance = await startAnotherInstance(
    { app, servers, store },
    (port) => [`http://localhost:${port}`],
    {
      SESSION_IDLE_MINUTES: '2',
      NODE_OPTIONS: `--import ${new URL('../support/clock.mjs', import.meta.url)}`,
      CLOCK_FILE: clock,
    },
  );
  const heading = page.getByRole('heading', { level: 1 });

  await page.goto(`${instance.address}/session`);
  await fillSignInForm(page, users.alice);
  await expect(page.getByRole('main')).toContainText('After 2 minutes without a visit');
  for (const seconds of [90, 180]) {
    setClock(seconds);
    await page.goto(`${instance.address}/claims`);
    await expect(heading).toHaveText('Claims');
  }
  setClock(300);
  const response = await page.goto(`${instance.address}/claims`);

  expect(response?.status()).toBe(401);
  await expect(heading).toHaveText('Your session has ended');
  await expect(page.getByRole('main')).toContainText('Your session ended after 2 minutes without a visit.');
  // Logto's clock has not moved.
  setClock(0);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading).toHaveText('Claims');
  await instance.stop();
});
