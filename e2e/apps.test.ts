import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The modules read the environment when they are imported.
const load = async (variables: Record<string, string>) => {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return { ...(await import('./apps.ts')), ...(await import('./running-app.ts')) };
};

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const name of ['E2E_APPS', 'E2E_APPS_FOLDER', 'E2E_BASE_URL', 'LOGTO_ENDPOINT']) vi.stubEnv(name, '');
  vi.spyOn(console, 'error').mockImplementation((line) => void printed.push(line));
  vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exits');
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('an app that is not listed needs only its folder, with its entry', async () => {
  const { applicationOf, isListed, linkRedirectUriOf, selectedApps } = await load({
    E2E_APPS_FOLDER: 'e2e/fixtures',
  });

  expect(selectedApps('fourth-app, express')).toEqual(['fourth-app', 'express']);
  expect(isListed('fourth-app')).toBe(false);
  expect(applicationOf('fourth-app')).toMatchObject({
    id: 'local-fourth-app',
    redirectUris: ['http://localhost:3050/callback'],
  });
  expect(linkRedirectUriOf('fourth-app')).toBe('http://localhost:3050/account/link-callback');
});

test('no program, and no list of apps, names the fourth app', () => {
  const files = execFileSync('git', ['grep', '--files-with-matches', 'fourth-app'], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  });
  const others = files.split('\n').filter((file) => file && !file.startsWith('e2e/fixtures/fourth-app/'));

  expect(others.toSorted()).toEqual([
    '.github/workflows/check.yml',
    'docs/decisions/the-contract-has-an-app-of-its-own.md',
    'e2e/README.md',
    'e2e/apps.test.ts',
    'pnpm-lock.yaml',
  ]);
});

test('the fourth app uses no package of this repository', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('fixtures/fourth-app/package.json', import.meta.url), 'utf8'),
  );

  expect(Object.keys({ ...dependencies, ...devDependencies }).join()).not.toContain('@repo/');
});

test('an app that exists nowhere is refused, with the names of those that do', async () => {
  const { selectedApps } = await load({});

  expect(() => selectedApps('vue')).toThrow('exits');
  expect(printed[0]).toMatch(/^E2E_APPS names vue: choose from next-pages, .*, or add \/.*\/vue\/app\.json/);
});

test.each([
  [{ E2E_BASE_URL: 'preview.example' }, 'cookie', 'give an address such as https://preview.example'],
  [{ E2E_BASE_URL: 'https://preview.example' }, 'cookie', 'needs LOGTO_ENDPOINT'],
  [
    { E2E_BASE_URL: 'https://preview.example', LOGTO_ENDPOINT: 'https://tenant.logto.app' },
    'redis',
    'leave out E2E_STORE',
  ],
] as const)('%o with sessions in %s is refused: %s', async (variables, store, cure) => {
  const { checkRunningApp } = await load(variables);

  expect(() => checkRunningApp(['express'], store)).toThrow('exits');
  expect(printed[0]).toContain(cure);
});

test('the address of an app that runs is for one app, which E2E_APPS names', async () => {
  const { applicationOf, checkRunningApp } = await load({
    E2E_BASE_URL: 'https://preview.example/',
    LOGTO_ENDPOINT: 'https://tenant.logto.app',
  });

  expect(() => checkRunningApp(['express', 'next-app'], 'cookie')).toThrow('exits');
  expect(printed[0]).toContain('name that app in E2E_APPS');
  expect(applicationOf('express').redirectUris).toEqual(['https://preview.example/logto/sign-in-callback']);
});
