import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createControlClient } from './control/control-client.ts';
import { firstApp } from './test/fixture.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
afterAll(() => rmSync(folder, { recursive: true }));

const children: Array<ReturnType<typeof spawn>> = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const run = (variables: Record<string, string>, args: string[] = []) => {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...process.env, NODE_ENV: 'development', LOCAL_LOGTO_PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  return { child, output };
};

const ready = async (variables: Record<string, string> = {}, args: string[] = []) => {
  const { child, output } = run(variables, args);
  await once(child.stdout, 'data');
  const [endpoint = ''] = /https?:\S+/.exec(output.text) ?? [];
  return { child, output, endpoint };
};

describe('the process', () => {
  test('prints its address and start time in one line, and no warnings', async () => {
    const { output, endpoint } = await ready();
    expect((await fetch(endpoint)).status).toBe(200);
    await fetch(`${endpoint}/oidc/.well-known/openid-configuration`);
    expect(output.text).toMatch(/^Local Logto ready at http:\/\/localhost:\d+ in \d+ ms\n$/);
  });

  test('has the control API', async () => {
    const { endpoint } = await ready();
    expect(await createControlClient(endpoint).requests()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s even if connections are kept alive and requests hang',
    async (signal) => {
      const { child, endpoint } = await ready();
      await createControlClient(endpoint).setFaults({ hang: true });
      const hanging = fetch(`${endpoint}/oidc/jwks`).catch((error: Error) => error.message);
      // The hanging request has arrived when this one is answered.
      await createControlClient(endpoint).requests();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(await hanging).toBe('fetch failed');
    },
  );

  test('refuses to start in production', async () => {
    const { child, output } = run({ NODE_ENV: 'production' });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe(
      'The local Logto is not for production: point LOGTO_ENDPOINT at a real Logto, or unset NODE_ENV.\n',
    );
  });

  test('says in one line that its port is in use, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    const { port } = address;
    const { child, output } = run({ LOCAL_LOGTO_PORT: String(port) });
    expect(await once(child, 'close')).toEqual([1, null]);
    server.close();
    expect(output.text).toBe(
      `Port ${port} is in use: stop the process that listens there, or choose another with --port or LOCAL_LOGTO_PORT.\n`,
    );
  });

  test('serves the tenant of another module', async () => {
    const file = fileURLToPath(new URL('test/fixture.ts', import.meta.url));
    const { endpoint } = await ready({ LOCAL_LOGTO_TENANT: file });
    expect(await (await fetch(endpoint)).text()).toContain(firstApp.name);
  });

  test('finds a tenant relative to where the command was typed', async () => {
    const INIT_CWD = fileURLToPath(new URL('test', import.meta.url));
    const { endpoint } = await ready({ LOCAL_LOGTO_TENANT: 'fixture.ts', INIT_CWD });
    expect(await (await fetch(endpoint)).text()).toContain(firstApp.name);
  });

  test('serves the example of a tenant in YAML', async () => {
    const file = fileURLToPath(import.meta.resolve('@repo/tenant/example.yaml'));
    const { endpoint } = await ready({ LOCAL_LOGTO_TENANT: file });
    expect(await (await fetch(endpoint)).text()).toContain('My shop');
  });

  test.each([
    ['missing.yaml', undefined, 'there is no such file: correct the path'],
    ['empty.json', '', 'the file is empty: write a tenant into it'],
    ['unnamed.js', '', 'export the tenant under the name "tenant"'],
    [
      'tenant.toml',
      '',
      'this version of Node.js cannot run a .toml file: write a .json, .yaml or .js file instead',
    ],
    ['wrong.json', '{ "applications": "all" }', 'applications must be a list'],
    [
      'reference.yaml',
      'applications: []\nusers: [{ username: alice, password: alice-demo, roles: [editor] }]',
      'users[0].roles[0] is "editor", which is not defined in roles: add it there, or correct it here',
    ],
  ])('ends with one line that names the file and the cure: %s', async (name, content, problem) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    const { child, output } = run({ LOCAL_LOGTO_TENANT: file });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toMatch(/^[^\n]+\n$/);
    expect(output.text.replace(/:\d+: /, ': ')).toBe(`${file}: ${problem}\n`);
  });

  test('says in one line which setting a connector refuses, in the words of the connector', async () => {
    const file = fileURLToPath(new URL('test/connected-tenant-without-templates.json', import.meta.url));
    const { child, output } = run({ LOCAL_LOGTO_TENANT: file });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe(
      `${file}: connectors[0].config.templates: Template with UsageType (Generic) should be provided!\n`,
    );
  });

  test('says which variables of Tencent Cloud are missing, and that it sends messages with all of them', async () => {
    const some = {
      TENCENT_ACCESS_KEY_ID: 'AKIDexample',
      TENCENT_ACCESS_KEY_SECRET: 'secret',
      TENCENT_SIGN_NAME: 'Logto',
      TENCENT_SDK_APP_ID: '1400000001',
      TENCENT_REGION: 'ap-guangzhou',
    };
    const { child, output } = run(some);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe('TENCENT_TEMPLATE_CODE is missing: set it, or remove all TENCENT_ variables\n');
    const started = await ready({ ...some, TENCENT_TEMPLATE_CODE: '100001' });
    expect(started.output.text).toMatch(/ ms; text messages are sent by Tencent Cloud\n$/);
  });

  test('takes options from the command line rather than from the environment, with paths relative to where it was typed', async () => {
    const INIT_CWD = fileURLToPath(new URL('test', import.meta.url));
    const variables = { LOCAL_LOGTO_PORT: 'http', LOCAL_LOGTO_TENANT: 'missing.yaml', INIT_CWD };
    const { endpoint } = await ready(variables, ['--port', '0', '--tenant', 'fixture.ts']);
    expect(await (await fetch(endpoint)).text()).toContain(firstApp.name);
  });

  test('--help lists every option, and starts nothing', async () => {
    const { child, output } = run({}, ['--help']);
    expect(await once(child, 'close')).toEqual([0, null]);
    for (const option of ['tenant', 'port', 'host', 'issuer', 'signing-key', 'tls-cert', 'tls-key']) {
      expect(output.text).toContain(`--${option} `);
    }
  });

  test('serves HTTPS with the given certificate, for an issuer of another name', async () => {
    const args = ['--tls-cert', 'tls/cert.pem', '--tls-key', 'tls/key.pem', '--host', '127.0.0.1'];
    const INIT_CWD = fileURLToPath(new URL('test', import.meta.url));
    const { output } = await ready({ INIT_CWD }, [...args, '--issuer', 'https://logto.test:3001/oidc']);
    expect(output.text).toMatch(/^Local Logto ready at https:\/\/logto\.test:3001 in /);
  });

  test.each([
    [['--ports', '1'], "Unknown option '--ports': --help lists the options."],
    [['--port'], "Option '--port <value>' argument missing: --help lists the options."],
    [['--port', 'http'], '--port must be a port number, or 0 for a free one.'],
    [['tenant.json'], "Unexpected argument 'tenant.json': --help lists the options."],
    [
      ['--issuer', 'http://logto.test'],
      'the issuer "http://logto.test" must be an address that ends with /oidc, such as http://logto.test:3001/oidc.',
    ],
    [
      ['--host', '192.0.2.1'],
      '--host 192.0.2.1 is no address of this machine: leave it out, or use 0.0.0.0 for all.',
    ],
    [['--tls-cert', main], '--tls-cert needs --tls-key, the file of its private key.'],
    [['--tls-key', main], '--tls-key needs --tls-cert, the file of its certificate.'],
    [
      ['--signing-key', main],
      'the signing key must be a private key of the curve P-384 in PEM: make one with "openssl ecparam -name secp384r1 -genkey -noout".',
    ],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const { child, output } = run({}, args);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe(`${message}\n`);
  });

  test('says in one line which file of a key or certificate cannot be used', async () => {
    const missing = run({}, ['--signing-key', '/nowhere/key.pem']);
    await once(missing.child, 'close');
    expect(missing.output.text).toMatch(
      /^--signing-key \/nowhere\/key\.pem: cannot be read \(ENOENT[^\n]+\): correct the path\.\n$/,
    );
    const wrong = run({}, ['--tls-cert', main, '--tls-key', main]);
    await once(wrong.child, 'close');
    expect(wrong.output.text).toMatch(/^the TLS certificate or its key cannot be used: [^\n]+\n$/);
  });

  test('refuses an invalid port', async () => {
    const { child, output } = run({ LOCAL_LOGTO_PORT: 'http' });
    await once(child, 'close');
    expect(output.text).toBe('LOCAL_LOGTO_PORT must be a port number, or 0 for a free one.\n');
  });
});
