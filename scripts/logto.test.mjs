import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { clientOf, problemOfClient, problemOfEndpoint } from './logto.mjs';
import { appNames } from './setup.mjs';

/** A Logto that knows one application, and answers as recorded. */
const startLogto = async () => {
  const server = createServer(async (request, response) => {
    const address = `http://localhost:${server.address().port}`;
    const answer = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/oidc/.well-known/openid-configuration') {
      return answer(200, { issuer: `${address}/oidc` });
    }
    const form = new URLSearchParams(await text(request));
    const refuse = (status, error) => answer(status, { code: `oidc.${error}`, error });
    if (form.get('client_id') !== 'known') return refuse(400, 'invalid_client');
    if (form.get('client_secret') !== 'secret') return refuse(401, 'invalid_client');
    return refuse(400, 'invalid_grant');
  }).listen(0);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server.address().port;
};

const client = (port, values) => ({
  folder: 'apps/express',
  endpoint: `http://localhost:${port}`,
  appId: 'known',
  appSecret: 'secret',
  ...values,
});

describe('what keeps an app from its Logto', () => {
  test('nothing, if Logto knows its id and secret', async () => {
    expect(await problemOfClient(client(await startLogto()))).toBeUndefined();
  });

  test('an id of a former tenant, which "pnpm provision env" replaces', async () => {
    const port = await startLogto();

    expect(await problemOfClient(client(port, { appId: 'former' }))).toBe(
      `Logto at http://localhost:${port} does not know apps/express (application former): run "pnpm provision env", which writes the current values into apps/express/.env.local`,
    );
  });

  test('a former secret, which "pnpm provision env" replaces', async () => {
    const problem = await problemOfClient(client(await startLogto(), { appSecret: 'former' }));

    expect(problem).toMatch(/ rejects the secret of apps\/express .*: run "pnpm provision env"/);
    expect(problem).not.toContain('former');
  });

  test('127.0.0.1 where Logto calls itself localhost', async () => {
    const port = await startLogto();

    expect(await problemOfEndpoint(`http://127.0.0.1:${port}`)).toBe(
      `LOGTO_ENDPOINT is http://127.0.0.1:${port}, but this Logto calls itself http://localhost:${port}, and so do its tokens: set LOGTO_ENDPOINT to http://localhost:${port}`,
    );
  });

  test.each(['http://localhost:9', 'tenant.logto.app'])('%s, where nothing answers', async (endpoint) => {
    expect(await problemOfClient(client(0, { endpoint }))).toMatch(
      /^There is no Logto at .+ \(.+\): start it, or correct LOGTO_ENDPOINT$/,
    );
  });

  test('a website that is no Logto', async () => {
    const website = createServer((_request, response) => response.end('<h1>Welcome</h1>')).listen(0);
    onTestFinished(() => void website.close());
    await once(website, 'listening');

    expect(await problemOfEndpoint(`http://localhost:${website.address().port}`)).toMatch(
      /^There is no Logto/,
    );
  });
});

describe('the Logto of a server', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logto-'));
    for (const name of ['ENDPOINT', 'APP_ID', 'APP_SECRET']) vi.stubEnv(`LOGTO_${name}`, undefined);
    write('.env', { LOGTO_ENDPOINT: 'http://localhost:3001', LOGTO_APP_ID: 'local' });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const write = (file, variables) =>
    writeFileSync(
      join(folder, file),
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );

  test('is local Logto, as the committed file says', () => {
    expect(clientOf(folder)).toMatchObject({ endpoint: 'http://localhost:3001', isLocal: true });
  });

  test('is the one that .env.local names', () => {
    write('.env.local', { LOGTO_ENDPOINT: 'https://tenant.logto.app/', LOGTO_APP_ID: 'own' });

    expect(clientOf(folder)).toMatchObject({
      endpoint: 'https://tenant.logto.app',
      appId: 'own',
      isLocal: false,
    });
  });

  test('is a real one if it has the port of local Logto and an application of its own', () => {
    write('.env.local', { LOGTO_APP_ID: 'own' });

    expect(clientOf(folder)).toMatchObject({ endpoint: 'http://localhost:3001', isLocal: false });
  });

  test('is the one that the environment names, before any file', () => {
    write('.env.local', { LOGTO_ENDPOINT: 'https://tenant.logto.app' });
    vi.stubEnv('LOGTO_ENDPOINT', 'http://localhost:3001/');

    expect(clientOf(folder)).toMatchObject({ endpoint: 'http://localhost:3001', isLocal: true });
  });

  test('needs no application if the server has none, as the protected API', () => {
    write('.env', { LOGTO_ENDPOINT: 'http://localhost:3001' });
    vi.stubEnv('LOGTO_APP_ID', 'of-an-app');

    expect(clientOf(folder)).toEqual({ folder, endpoint: 'http://localhost:3001', isLocal: true });
  });

  test('is the one that .env.production.local names, in a Next.js app only', () => {
    write('.env.production.local', { LOGTO_ENDPOINT: 'https://tenant.logto.app' });
    expect(clientOf(folder)).toMatchObject({ isLocal: true });

    writeFileSync(join(folder, 'next.config.ts'), '');
    expect(clientOf(folder)).toMatchObject({ endpoint: 'https://tenant.logto.app', isLocal: false });
  });
});

/** Runs a command of the repository, and returns its status and what it prints. */
const run = async (parameters, variables) => {
  const child = spawn(process.execPath, parameters, {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = await once(child, 'close');
  return { status, output: await output, errors: await errors };
};

test('npm start ends before it installs or starts anything if Logto does not know the apps', async () => {
  const port = await startLogto();
  const { status, output, errors } = await run(['scripts/start.mjs'], {
    LOGTO_ENDPOINT: `http://localhost:${port}`,
    LOGTO_APP_ID: 'former',
  });

  expect({ status, output }).toEqual({ status: 1, output: '' });
  for (const app of appNames) {
    expect(errors).toContain(`Logto at http://localhost:${port} does not know apps/${app} `);
  }
  expect(errors).toContain('Or use local Logto: npm start -- --local-logto');
});

test('npm start names its only option if it gets another', async () => {
  const { status, errors } = await run(['scripts/start.mjs', '--local'], {});

  expect(status).toBe(1);
  expect(errors).toContain('npm start -- --local-logto');
});

test('pnpm provision prints its own lines only', async () => {
  const { status, output, errors } = await run(['scripts/run.mjs', 'provision', '--help'], {});

  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  expect(output).toMatch(/^Sets up your own Logto/);
});
