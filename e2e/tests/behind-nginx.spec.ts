import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { users } from '@repo/config';
import { runningAt } from '../apps.ts';
import { freePort } from '../support/free-port.ts';
import { test as base, expect } from '../support/test.ts';

const hasNginx = spawnSync('nginx', ['-v']).status === 0;

const test = base.extend<{ nginx: string }>({
  /** The address of an nginx with its default settings in front of the app. */
  nginx: async ({ servers }, use, testInfo) => {
    testInfo.skip(Boolean(runningAt), 'nginx passes requests on to an app on this machine');
    testInfo.skip(!hasNginx, 'needs nginx (apt-get install nginx-light)');
    const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
    const port = await freePort();
    // Where to write, and nothing else that has a default.
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    await writeFile(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log stderr; events {}
       http { access_log off; ${temporary.join(' ')}
         server { listen 127.0.0.1:${port}; location / { proxy_pass ${servers.app}; } } }`,
    );
    const nginx = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
    const address = `http://127.0.0.1:${port}`;
    await expect
      .poll(() =>
        fetch(address).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      .toBe(true);
    await use(address);
    nginx.kill();
    await once(nginx, 'exit');
    await rm(folder, { recursive: true });
  },
});

test('carol calls the API for more organizations than her session has room for, behind an nginx with default settings', async ({
  page,
  signedInAs,
  servers,
  nginx,
}) => {
  await signedInAs(users.carol);
  // The browser stays at the app's own address, so that cookies and forms are as they would be behind nginx.
  await page.route(`${servers.app}/**`, async (route) => {
    const url = route.request().url().replace(servers.app, nginx);
    await route.fulfill({ response: await route.fetch({ url, maxRedirects: 0 }) });
  });
  await page.goto('/organizations');
  const links = page.getByRole('list', { name: 'Organizations' }).getByRole('link');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));

  for (const address of addresses.slice(0, 10)) {
    expect((await page.goto(address))?.status()).toBe(200);
    await expect(page.getByRole('list').filter({ hasText: '(you)' })).toBeVisible();
  }
});
