import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { useLogto } from './lab.ts';
import { credentials } from './stand-in/index.ts';
import { application } from './stand-in/state.ts';

const lab = useLogto();
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** Runs the command as a process of its own, in a folder without `.env.local`. */
const provision = async (parameters: string[], variables: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['--import', loader, main, ...parameters], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      LOGTO_ENDPOINT: lab.logto.endpoint,
      LOGTO_ADMIN_ENDPOINT: lab.logto.endpoint,
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

test('plan, apply and destroy say what they do, and no secret', async () => {
  const planned = await provision(['plan']);
  expect(planned).toMatchObject({ status: 0, errors: '' });
  expect(planned.output).toContain('+ 60 organizations: Acme, Globex, Initech and 57 more');
  expect(lab.logto.writes()).toEqual([]);

  const applied = await provision(['apply']);
  expect(applied).toMatchObject({ status: 0, errors: '' });
  expect(applied.output).toContain('+ 62 memberships: ');
  expect((await provision(['apply'])).output).toContain('Nothing to change');

  const destroyed = await provision(['destroy']);
  expect(destroyed.output).toMatch(/- 60 organizations\n.*\nNothing that it made is left\.\n$/s);
  expect(lab.logto.state.users).toEqual([]);
  for (const { output } of [planned, applied, destroyed]) {
    for (const secret of [credentials.appSecret, 'alice-demo', 'secret-of-', 'an-access-token']) {
      expect(output).not.toContain(secret);
    }
  }
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
  ['no address', { LOGTO_ENDPOINT: '' }, /^LOGTO_ENDPOINT is missing: set it in \.env\.local at the root/],
  [
    'a database that is down',
    { LOGTO_MANAGEMENT_APP_SECRET: '', LOGTO_DB_URL: 'postgres://u:the-password@127.0.0.1:3999/l' },
    /check LOGTO_DB_URL/,
  ],
])('%s ends the command with one line that names the cure', async (_what, variables, message) => {
  const { status, output, errors } = await provision(['apply'], variables);

  expect(status).toBe(1);
  expect(errors).toMatch(message);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(output + errors).not.toMatch(/wrong-secret|the-password|the-secret-of-m-default/);
  expect(lab.logto.writes()).toEqual([]);
});

test('an endpoint that is some other website is named by its variable', async () => {
  const website = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void website.close());
  await once(website, 'listening');
  const address = website.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const wrong = await provision(['apply'], { LOGTO_ENDPOINT: url });
  expect(wrong.errors).toBe(`${url} is no Logto: check LOGTO_ENDPOINT\n`);
  const wrongAdmin = await provision(['apply'], { LOGTO_ADMIN_ENDPOINT: url });
  expect(wrongAdmin.errors).toContain('check LOGTO_ADMIN_ENDPOINT');
});

test('an application without permission for the Management API is told which role it needs', async () => {
  lab.logto.grant('');
  const { status, errors } = await provision(['apply']);

  expect(status).toBe(1);
  expect(errors).toBe(
    'm-default may not use the Management API: give the application the machine-to-machine role "Logto Management API access" in Logto\'s Console\n',
  );
});

test('an application that lost its permission is told which role it needs, and nothing more is sent', async () => {
  lab.logto.order({ at: 1, how: 'forbid' });
  const { status, errors } = await provision(['apply']);

  expect(status).toBe(1);
  expect(errors).toMatch(
    /^GET \/api\/\S+ was refused \(auth\.forbidden: .*\): give the application the machine/,
  );
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(lab.logto.writes()).toEqual([]);
});

test('what a person made stops plan and apply with one line, and nothing is written', async () => {
  lab.logto.state.applications.push(application('Sample: Express'));

  for (const command of ['plan', 'apply']) {
    const { status, errors } = await provision([command]);
    expect(status).toBe(1);
    expect(errors).toMatch(/^The application "Sample: Express" was not made by this command: .*--adopt\n$/);
  }
  expect(lab.logto.writes()).toEqual([]);
  expect((await provision(['apply', '--adopt'])).output).toContain('& application Sample: Express: ');
});

test('env writes nothing before apply has made the applications', async () => {
  const { status, errors } = await provision(['env']);

  expect(status).toBe(1);
  expect(errors).toMatch(/^Logto has no application ".*" yet: run "pnpm provision apply" first\n$/);
  expect(existsSync(`${tmpdir()}/apps`)).toBe(false);
});

test.each([[[]], [['nonsense']], [['apply', '--overwrite']], [['env', '--adopt']], [['apply', 'twice']]])(
  'a command line that makes no sense is answered with the usage: %s',
  async (parameters) => {
    const { status, errors } = await provision(parameters);

    expect(status).toBe(1);
    expect(errors).toContain('pnpm provision destroy');
  },
);
