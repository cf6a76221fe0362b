import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { credentials } from './test/fake-logto/fake-logto.ts';
import { application, connector } from './test/fake-logto/state.ts';
import { startOpenIdProvider } from './test/start-openid-provider.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** Runs the command as a separate process, in a folder without `.env.local`. */
const runCommand = async (parameters: string[], variables: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['--import', loader, main, ...parameters], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      LOGTO_ENDPOINT: provision.logto.endpoint,
      LOGTO_ADMIN_ENDPOINT: provision.logto.endpoint,
      LOGTO_MANAGEMENT_APP_SECRET: credentials.appSecret,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, output, errors };
};

test('plan, apply and destroy print what they do, and no secrets', async () => {
  const planned = await runCommand(['plan']);
  expect(planned).toMatchObject({ status: 0, errors: '' });
  expect(planned.output).toContain('+ 60 organizations: Acme, Globex, Initech and 57 more');
  const unreachable =
    '  ! A sign-out elsewhere does not reach "Sample: Next.js Pages Router", "Sample: Next.js App Router", "Sample: Express": ';
  expect(planned.output).toContain(unreachable);
  expect(provision.logto.writes()).toEqual([]);

  const applied = await runCommand(['apply']);
  expect(applied).toMatchObject({ status: 0, errors: '' });
  expect(applied.output).toContain('+ 62 memberships: ');
  expect(applied.output).toContain(unreachable);
  expect((await runCommand(['apply'])).output).toContain('Nothing to change');

  const destroyed = await runCommand(['destroy']);
  expect(destroyed.output).toMatch(
    /- 60 organizations\n.*\nRemoved everything that "pnpm provision" created\.\n$/s,
  );
  expect(provision.logto.state.users).toEqual([]);
  for (const { output } of [planned, applied, destroyed]) {
    for (const secret of [credentials.appSecret, 'alice-demo', 'secret-of-', 'an-access-token']) {
      expect(output).not.toContain(secret);
    }
  }
});

const tencent = {
  TENCENT_ACCESS_KEY_ID: 'AKIDreal',
  TENCENT_ACCESS_KEY_SECRET: 'real-tencent-secret',
  TENCENT_SIGN_NAME: 'Tea Party',
  TENCENT_SDK_APP_ID: '1400000002',
  TENCENT_REGION: 'ap-singapore',
  TENCENT_TEMPLATE_CODE: '200001',
};

test('connectors get their providers from the environment, and are left out until it has some', async () => {
  const provider = await startOpenIdProvider();
  onTestFinished(provider.close);
  const oidc = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'real',
    OIDC_CLIENT_SECRET: 'real-oidc-secret',
  };
  const before = structuredClone(provision.logto.state);
  const redirectUri = `${provision.logto.endpoint}/callback/wonderland`;

  const without = await runCommand(['apply']);
  expect(without.output).toContain(
    `  ! The connector "wonderland" is left out: its provider is part of local Logto. For your own provider, register ${redirectUri} there`,
  );
  expect(without.output).toContain('  ! The connector "tencent-short-message-service" is left out: ');
  expect(provision.logto.state.connectors).toEqual([]);

  const planned = await runCommand(['plan'], {
    ...oidc,
    ...tencent,
    OIDC_PROVIDER_SSRF_PROTECTION_DISABLED: 'true',
  });
  expect(planned.output).toContain(
    '+ 3 connectors: wonderland, looking-glass, tencent-short-message-service',
  );
  expect(planned.output).toContain(
    `The provider of "wonderland" must know the redirect URI ${redirectUri}\n`,
  );
  expect(planned.output).toContain(
    'The provider of "looking-glass" must know the redirect URI http://localhost:3030/account/link-callback\n',
  );
  expect(planned.output).not.toContain('!');

  const applied = await runCommand(['apply'], { ...oidc, ...tencent });
  expect(applied).toMatchObject({ status: 0, errors: '' });
  expect(provision.logto.state).toMatchObject({
    connectors: [
      {
        id: 'wonderland',
        config: { clientId: 'real', tokenEndpoint: `${provider.issuer}/token` },
        metadata: { target: 'wonderland', name: { en: 'Wonderland' } },
      },
      { id: 'looking-glass', syncProfile: true },
      { type: 'Sms', config: { accessKeyId: 'AKIDreal', region: 'ap-singapore' } },
    ],
    signInExperience: {
      socialSignInConnectorTargets: ['wonderland', 'looking-glass'],
      forgotPasswordMethods: ['PhoneVerificationCode'],
    },
  });
  provision.logto.forget();
  const again = await runCommand(['apply'], { ...oidc, ...tencent });
  expect(again.output).toContain('Nothing to change');
  expect(provision.logto.writes()).toEqual([]);

  const destroyed = await runCommand(['destroy']);
  expect(provision.logto.state).toEqual(before);
  for (const { output } of [without, planned, applied, again, destroyed]) {
    expect(output).not.toMatch(/real-oidc-secret|real-tencent-secret/);
  }
});

test('the redirect URI of an adopted connector has the id that it has in Logto', async () => {
  const provider = await startOpenIdProvider();
  onTestFinished(provider.close);
  const theirs = connector('Social', 'oidc', { metadata: { target: 'wonderland' } });
  provision.logto.state.connectors.push(theirs);
  const variables = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'real', OIDC_CLIENT_SECRET: 'secret' };

  for (const command of ['plan', 'apply']) {
    const { output } = await runCommand([command, '--adopt'], variables);
    expect(output).toContain(`the redirect URI ${provision.logto.endpoint}/callback/${theirs.id}\n`);
  }
});

test('if connectors are not installed, one line says how to install them, and everything else is created', async () => {
  provision.logto.state.connectorFactories = [];
  const { status, output } = await runCommand(['apply'], tencent);

  expect(status).toBe(0);
  expect(output).toContain(
    '  ! This Logto has not installed @logto/connector-tencent-sms: run "npx @logto/cli connector add @logto/connector-tencent-sms" in its folder, and restart it\n',
  );
  expect(provision.logto.state.users).toHaveLength(3);
});

test('send-test-sms sends a message with the settings of the environment', async () => {
  const { output, errors } = await runCommand(['send-test-sms', '+12025550123'], tencent);

  expect(errors).toBe('');
  expect(output).toMatch(/Tencent Cloud accepted a message with the code 000000 for \+12025550123\n$/);
  expect(provision.logto.state.messages).toEqual(['12025550123']);
});

test.each([
  [{}, /^The connector "tencent-short-message-service" is left out: .* set the TENCENT_ variables .*\n$/],
  [{ ...tencent, TENCENT_REGION: '' }, /^TENCENT_REGION is missing: .*\n$/],
])('send-test-sms names the variables that it needs', async (variables, message) => {
  const { status, errors } = await runCommand(['send-test-sms', '+12025550123'], variables);

  expect(status).toBe(1);
  expect(errors).toMatch(message);
  expect(provision.logto.state.messages).toEqual([]);
});

test.each([
  [
    'a wrong secret',
    { LOGTO_MANAGEMENT_APP_SECRET: 'wrong-secret' },
    /secret of m-default: check LOGTO_MANAGEMENT_APP_SECRET/,
  ],
  [
    'an unknown application',
    { LOGTO_MANAGEMENT_APP_ID: 'other' },
    /check LOGTO_MANAGEMENT_APP_ID and LOGTO_ENDPOINT/,
  ],
  [
    'an endpoint that is down',
    { LOGTO_ENDPOINT: 'http://127.0.0.1:3999' },
    /127\.0\.0\.1:3999 \(ECONNREFUSED\): check LOGTO_ENDPOINT/,
  ],
  [
    'an admin endpoint that is down',
    { LOGTO_ADMIN_ENDPOINT: 'http://127.0.0.1:3999' },
    /\(ECONNREFUSED\): check LOGTO_ADMIN_ENDPOINT/,
  ],
  [
    'a missing address',
    { LOGTO_ENDPOINT: '' },
    /^LOGTO_ENDPOINT is missing: set it in \.env\.local at the root/,
  ],
  [
    'an incomplete provider',
    { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'client' },
    /^OIDC_CLIENT_SECRET is missing: set it in \.env\.local at the root/,
  ],
  [
    'a database that is down',
    { LOGTO_MANAGEMENT_APP_SECRET: '', LOGTO_DB_URL: 'postgres://u:the-password@127.0.0.1:3999/l' },
    /check LOGTO_DB_URL/,
  ],
])('%s ends the command with one line that says how to fix it', async (_what, variables, message) => {
  const { status, output, errors } = await runCommand(['apply'], variables);

  expect(status).toBe(1);
  expect(errors).toMatch(message);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(output + errors).not.toMatch(/wrong-secret|the-password|the-secret-of-m-default/);
  expect(provision.logto.writes()).toEqual([]);
});

test('if the endpoint is another website, the error names its variable', async () => {
  const website = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void website.close());
  await once(website, 'listening');
  const address = website.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const wrong = await runCommand(['apply'], { LOGTO_ENDPOINT: url });
  expect(wrong.errors).toBe(`${url} is not a Logto endpoint: check LOGTO_ENDPOINT\n`);
  const wrongAdmin = await runCommand(['apply'], { LOGTO_ADMIN_ENDPOINT: url });
  expect(wrongAdmin.errors).toContain('check LOGTO_ADMIN_ENDPOINT');
});

test('if the application has no access to the Management API, the error names the role to give it', async () => {
  provision.logto.grant('');
  const { status, errors } = await runCommand(['apply']);

  expect(status).toBe(1);
  expect(errors).toBe(
    'm-default has no access to the Management API: give the application the machine-to-machine role "Logto Management API access" in Logto\'s Console\n',
  );
});

test('if the application has lost its access, the error names the role, and nothing is written', async () => {
  provision.logto.injectFault({ at: 1, how: 'forbid' });
  const { status, errors } = await runCommand(['apply']);

  expect(status).toBe(1);
  expect(errors).toMatch(/^GET \/api\/\S+ failed \(auth\.forbidden: .*\): give the application the machine/);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(provision.logto.writes()).toEqual([]);
});

test('an object created by hand stops plan and apply with one line, and nothing is written', async () => {
  provision.logto.state.applications.push(application('Sample: Express'));

  for (const command of ['plan', 'apply']) {
    const { status, errors } = await runCommand([command]);
    expect(status).toBe(1);
    expect(errors).toMatch(
      /^The application "Sample: Express" was not created by this command: .*--adopt\n$/,
    );
  }
  expect(provision.logto.writes()).toEqual([]);
  expect((await runCommand(['apply', '--adopt'])).output).toContain('& application Sample: Express: ');
});

test('env writes nothing before apply has created the applications', async () => {
  const { status, errors } = await runCommand(['env']);

  expect(status).toBe(1);
  expect(errors).toMatch(/^Logto has no application ".*" yet: run "pnpm provision apply" first\n$/);
  expect(existsSync(`${tmpdir()}/apps`)).toBe(false);
});

test.each([
  [[]],
  [['nonsense']],
  [['apply', '--overwrite']],
  [['env', '--adopt']],
  [['apply', 'twice']],
  [['send-test-sms']],
  [['send-test-sms', '+12025550123', '+12025550124']],
])('an invalid command line prints the usage: %s', async (parameters) => {
  const { status, errors } = await runCommand(parameters);

  expect(status).toBe(1);
  expect(errors).toContain('pnpm provision destroy');
});
