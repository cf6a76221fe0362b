import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { applications, resourceServerApplication } from '@repo/config';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';
import { writeEnvironment } from './write-environment.ts';

const provision = useFakeLogto();
const tenant = { ...smallTenant, applications: [...Object.values(applications), resourceServerApplication] };
const express = 'apps/express/.env.local';
let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'provision-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const app of Object.keys(applications)) mkdirSync(join(root, 'apps', app), { recursive: true });
  mkdirSync(join(root, 'packages/resource-server'), { recursive: true });
  await provision.apply(tenant);
});

const write = async (options: { overwrite?: boolean; ask?: (question: string) => Promise<boolean> } = {}) => {
  const lines: string[] = [];
  await writeEnvironment({
    api: await provision.connect(),
    endpoint: provision.logto.endpoint,
    root,
    applications,
    protectedApi: resourceServerApplication,
    overwrite: options.overwrite ?? false,
    ask: options.ask,
    report: (line) => lines.push(line),
  });
  return lines;
};
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const idOf = (name: string) => provision.logto.state.applications.find((found) => found.name === name)?.id;

test('every app gets the credentials of its application, and so does the protected API', async () => {
  expect(await write()).toEqual([
    ...Object.keys(applications).map((app) => `+ apps/${app}/.env.local`),
    '+ packages/resource-server/.env.local',
  ]);

  for (const [app, { name }] of Object.entries(applications)) {
    expect(parseEnv(read(`apps/${app}/.env.local`))).toEqual({
      LOGTO_ENDPOINT: provision.logto.endpoint,
      LOGTO_APP_ID: idOf(name),
      LOGTO_APP_SECRET: `secret-of-${name}`,
      COOKIE_SECRET: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(statSync(join(root, `apps/${app}/.env.local`)).mode & 0o777).toBe(0o600);
  }
  expect(parseEnv(read('packages/resource-server/.env.local'))).toEqual({
    LOGTO_ENDPOINT: provision.logto.endpoint,
    LOGTO_APP_ID: idOf(resourceServerApplication.name),
    LOGTO_APP_SECRET: `secret-of-${resourceServerApplication.name}`,
  });
  expect(readdirSync(join(root, 'apps/express'))).toEqual(['.env.local']);
});

test('a second run writes nothing, so cookies stay valid', async () => {
  await write();
  const before = read(express);

  expect(await write()).toContain(`= ${express}`);

  expect(read(express)).toBe(before);
});

test('handwritten lines stay, and so does a handwritten cookie secret', async () => {
  writeFileSync(join(root, express), '# Mine\nSESSION_STORE=redis://localhost:6379\nCOOKIE_SECRET=my-own\n');

  await write();

  expect(read(express)).toMatch(/^# Mine\nSESSION_STORE=redis:\/\/localhost:6379\nCOOKIE_SECRET=my-own\n\n#/);
  expect(parseEnv(read(express))).toMatchObject({
    COOKIE_SECRET: 'my-own',
    LOGTO_APP_ID: idOf('Sample: Express'),
  });
});

test('values that the command wrote are replaced without a question when the application is new', async () => {
  await write();
  const { COOKIE_SECRET: cookieSecret } = parseEnv(read(express));
  await provision.destroy(tenant);
  await provision.apply(tenant);

  await write();

  expect(parseEnv(read(express))).toMatchObject({
    LOGTO_APP_ID: idOf('Sample: Express'),
    COOKIE_SECRET: cookieSecret,
  });
  expect(read(express).match(/LOGTO_APP_ID/g)).toHaveLength(1);
});

test.each([
  ['written by hand', 'LOGTO_APP_ID=my-own-app\n'],
  ['exported by hand', 'export LOGTO_APP_ID="my-own-app"\r\nOTHER=1\r\n'],
])('a value %s is replaced only with --overwrite', async (_how, content) => {
  writeFileSync(join(root, express), content);

  await expect(write()).rejects.toThrow(
    /^apps\/express\/\.env\.local has your own LOGTO_APP_ID, so nothing was written: .*--overwrite/,
  );
  expect(read(express)).toBe(content);
  for (const app of Object.keys(applications).filter((name) => name !== 'express')) {
    expect(readdirSync(join(root, 'apps', app))).toEqual([]);
  }

  await write({ overwrite: true });
  expect(parseEnv(read(express)).LOGTO_APP_ID).toBe(idOf('Sample: Express'));
  expect(read(express)).not.toContain('my-own-app');
});

test('a value edited inside the block of the command counts as written by hand', async () => {
  await write();
  writeFileSync(join(root, express), read(express).replace(/LOGTO_APP_ID=.*/, 'LOGTO_APP_ID=my-own-app'));

  await expect(write()).rejects.toThrow('has your own LOGTO_APP_ID');
  await write({ overwrite: true });

  expect(read(express).match(/LOGTO_APP_ID/g)).toHaveLength(1);
  expect(read(express).match(/Written by/g)).toHaveLength(1);
});

test('at a terminal the command asks before it replaces a value, without showing it', async () => {
  writeFileSync(join(root, express), 'LOGTO_APP_SECRET=my-own-secret\n');
  const questions: string[] = [];
  const answer = (yes: boolean) => (question: string) => {
    questions.push(question);
    return Promise.resolve(yes);
  };

  await expect(write({ ask: answer(false) })).rejects.toThrow('nothing was written');
  await write({ ask: answer(true) });

  expect(questions[0]).toBe(`${express} has your own LOGTO_APP_SECRET. Replace? [y/N] `);
  expect(parseEnv(read(express)).LOGTO_APP_SECRET).toBe('secret-of-Sample: Express');
});

test('before the applications exist nothing is written, and the error names the command that creates them', async () => {
  await provision.destroy(tenant);

  await expect(write()).rejects.toThrow('run "pnpm provision apply" first');
  expect(readdirSync(join(root, 'apps/express'))).toEqual([]);
});

test('a failed write leaves no partial file', async () => {
  rmSync(join(root, 'packages/resource-server'), { recursive: true });

  await expect(write()).rejects.toThrow('ENOENT');

  expect(readdirSync(join(root, 'apps/express'))).toEqual(['.env.local']);
});

test('nothing is written with an address that Logto does not take for its own', async () => {
  const own = provision.logto.endpoint.replace('127.0.0.1', 'localhost');
  provision.logto.setOwnAddress(own);

  await expect(write()).rejects.toThrow(
    `LOGTO_ENDPOINT is ${provision.logto.endpoint}, but this Logto calls itself ${own}, and so do its tokens: set LOGTO_ENDPOINT to ${own}`,
  );
  expect(readdirSync(join(root, 'apps/express'))).toEqual([]);
});
