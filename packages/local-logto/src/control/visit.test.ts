import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { firstApp, forLittle, tenant } from '../test/fixture.ts';

const json = { 'content-type': 'application/json' };

/** An app that starts a sign-in, fetches Logto's keys at the callback, and takes JSON. */
const app = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  if (pathname === '/') {
    response.end(
      '<form method="post" action="/sign-in"><button>Sign in</button></form><a href="/other">Other</a>',
    );
  } else if (pathname === '/sign-in') {
    const { parameters } = forLittle({ redirect_uri: `${origin}/callback` });
    response.writeHead(303, { location: `${localLogto.endpoint}/oidc/auth?${parameters}` }).end();
  } else if (pathname === '/callback') {
    await fetch(`${localLogto.endpoint}/oidc/jwks`);
    response.writeHead(303, { location: '/done' }).end();
  } else if (pathname === '/leave') {
    response.writeHead(303, { location: 'http://169.254.169.254/latest' }).end();
  } else if (pathname === '/around') {
    response.writeHead(303, { location: '/around' }).end();
  } else if (pathname === '/fail') {
    response.writeHead(503).end();
  } else {
    response.end(await text(request));
  }
});

let origin: string;
let localLogto: LocalLogto;
beforeAll(async () => {
  app.listen(0, 'localhost');
  await once(app, 'listening');
  const address = app.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  origin = `http://localhost:${address.port}`;
  const application = { ...firstApp, redirectUris: [`${origin}/callback`] };
  const stopped = { ...firstApp, id: 'stopped', redirectUris: ['http://localhost:9/callback'] };
  localLogto = await startLocalLogto({
    tenant: {
      ...tenant,
      applications: [application, stopped, { ...firstApp, id: 'native', redirectUris: ['app://callback'] }],
    },
    port: 0,
    control: true,
  });
});
afterAll(async () => {
  await localLogto.close();
  app.close();
});

const order = (visit: object, headers: Record<string, string> = json) =>
  fetch(`${localLogto.endpoint}/local/visits`, { method: 'POST', headers, body: JSON.stringify(visit) });

/** What a visit of the first app sends, a line each. */
const visit = async (more: object): Promise<string[]> => {
  const response = await order({ app: firstApp.id, ...more });
  const lines = (await response.text()).trim().split('\n').filter(Boolean);
  return lines.map((line) => {
    const { toApp, toLogto, problem } = JSON.parse(line);
    if (problem) return problem;
    return toApp ? `app ${toApp.method} ${toApp.endpoint}` : `Logto ${toLogto.method} ${toLogto.endpoint}`;
  });
};

const signIn = [{ open: '/' }, { press: 'Sign in' }, { signInAs: 'alice' }];

test('a visitor signs in, and each request to the app and to Logto is sent', async () => {
  expect(await visit({ steps: signIn })).toEqual([
    'app GET /',
    'app POST /sign-in',
    'Logto GET /oidc/auth',
    'Logto GET /oidc/auth/:id',
    'Logto GET /oidc/auth/:id',
    'app GET /callback',
    'Logto GET /oidc/jwks',
    'app GET /done',
  ]);
});

test('what comes before is not sent, and each visit is that of a new browser', async () => {
  const steps = [{ open: '/other' }];
  expect(await visit({ before: signIn, steps })).toEqual(['app GET /other']);
  expect(await visit({ before: signIn, steps })).toEqual(['app GET /other']);
});

test('a visitor follows a link', async () => {
  expect(await visit({ before: [{ open: '/' }], steps: [{ follow: 'Other' }] })).toEqual(['app GET /other']);
});

test('JSON is posted as the script of a page posts it', async () => {
  expect(await visit({ before: [{ open: '/' }], steps: [{ post: '/api', json: { a: 'b' } }] })).toEqual([
    'app POST /api',
  ]);
});

test.each([
  ['an app that fails', { steps: [{ open: '/fail' }] }, '/fail answers 503'],
  ['a button that is not there', { steps: [{ open: '/' }, { press: 'Buy' }] }, 'has no button "Buy"'],
  ['a link that is not there', { steps: [{ open: '/' }, { follow: 'Home' }] }, 'has no link "Home"'],
  [
    'a redirect to somewhere else',
    { steps: [{ open: '/leave' }] },
    'http://169.254.169.254 is neither the app nor Logto',
  ],
  [
    'an address that is not the app',
    { steps: [{ open: '//example.com' }] },
    'http://example.com is neither the app nor Logto',
  ],
  ['redirects without end', { steps: [{ open: '/around' }] }, 'redirects without end'],
  [
    'an app that is not running',
    { app: 'stopped', steps: [{ open: '/' }] },
    'http://localhost:9 does not answer',
  ],
])('the last line names %s', async (_what, more, problem) => {
  expect((await visit(more)).at(-1)).toContain(problem);
});

test.each([
  ['no steps', { app: firstApp.id, steps: [] }, 'steps'],
  ['an unknown step', { app: firstApp.id, steps: [{ wait: 1 }] }, 'steps'],
  [
    'an unknown application',
    { app: 'nobody', steps: signIn },
    'There is no application "nobody" with an address.',
  ],
  [
    'an application without an address',
    { app: 'native', steps: signIn },
    'There is no application "native" with an address.',
  ],
  ['an unknown user', { app: firstApp.id, steps: [{ signInAs: 'dave' }] }, 'There is no user "dave".'],
])('refuses %s', async (_what, input, message) => {
  const response = await order(input);
  expect(response.status).toBe(400);
  expect(JSON.parse(await response.text()).message).toContain(message);
});

test('refuses pages of other origins', async () => {
  const response = await order({ app: firstApp.id, steps: signIn }, { ...json, origin });
  expect(response.status).toBe(403);
});
