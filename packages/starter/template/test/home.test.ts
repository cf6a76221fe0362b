import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeAddress, startApp } from './start-app.ts';

let home: string;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  home = await freeAddress();
  stop = await startApp(home);
}, 60_000);

afterAll(async () => stop?.());

test('a visitor is offered to sign in and to create an account', async () => {
  const response = await fetch(home);

  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).toContain('Sign in');
  expect(page).toContain('Create account');
  expect(page).toContain('__TITLE__');
});

test('a visitor at an address that does not exist finds the way home', async () => {
  const response = await fetch(`${home}/no/such/page`);

  expect(response.status).toBe(404);
  expect(await response.text()).toContain('Go to the home page');
});
