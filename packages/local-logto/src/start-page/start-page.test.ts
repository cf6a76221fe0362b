import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { alice, firstApp, forLittle, tenant } from '../test/fixture.ts';
import { openBrowser, signIn } from '../test/sign-in-flow.ts';
import { openVisit } from '../test/visitor.ts';

let localLogto: LocalLogto;
let endpoint: string;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0 });
  endpoint = localLogto.endpoint;
});
afterAll(() => localLogto.close());

describe('the start page', () => {
  test('shows the users, the apps, the resources and the organizations', async () => {
    const { body, status } = await openBrowser(endpoint).open('/local');
    expect(status).toBe(200);
    for (const shown of [
      'alice-demo',
      firstApp.name,
      'not running',
      'Shopping',
      'shopping:write',
      'Initech',
    ]) {
      expect(body).toContain(shown);
    }
  });

  test('shows the latest requests without secrets, tokens and codes', async () => {
    const { access, refresh, callback } = await signIn(endpoint, forLittle(), alice);
    await openBrowser(endpoint).send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
    const { body } = await openBrowser(endpoint).open('/local');
    expect(body).toContain('GET /oidc/auth');
    expect(body).toContain('POST /oidc/token');
    expect(body).toContain('GET /oidc/me');
    for (const secret of [access, refresh, callback.searchParams.get('code') ?? '', firstApp.secret]) {
      expect(body).not.toContain(secret);
    }
  });

  test('serves a comparison of the apps, and links to it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'comparison-'));
    const comparison = join(folder, 'index.html');
    await writeFile(comparison, '<h1>Three ways</h1>');
    const other = await startLocalLogto({ tenant, port: 0, control: true, comparison });
    const browser = openBrowser(other.endpoint);
    const start = await browser.open('/local');
    const served = await browser.open(load(start.body)('a:contains("Compare the apps")').attr('href') ?? '');
    await other.close();
    await rm(folder, { recursive: true });
    expect(served.body).toBe('<h1>Three ways</h1>');
    expect(served.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('links to no comparison unless there is one', async () => {
    const { body } = await openBrowser(endpoint).open('/local');
    expect(body).not.toContain('/local/compare');
    expect((await openBrowser(endpoint).open('/local/compare')).status).toBe(404);
  });

  test('shows an app as running when something listens at its address', async () => {
    const app = { ...firstApp, redirectUris: [`${endpoint}/callback`] };
    const other = await startLocalLogto({ tenant: { ...tenant, applications: [app] }, port: 0 });
    const { body } = await openBrowser(other.endpoint).open('/local');
    await other.close();
    expect(load(body)('#apps .status').text()).toBe('running');
  });

  test('is where / leads', async () => {
    const { status, location } = await openBrowser(endpoint).open('/');
    expect(status).toBe(302);
    expect(location).toBe(`${endpoint}/local`);
  });

  test('shows an app without a home page, without a link', async () => {
    const redirectUris = [[], ['io.example.app://callback']];
    const applications = redirectUris.map((uris) => ({ ...firstApp, redirectUris: uris }));
    const other = await startLocalLogto({ tenant: { ...tenant, applications }, port: 0 });
    const { status, body } = await openBrowser(other.endpoint).open('/local');
    await other.close();
    expect(status).toBe(200);
    expect(body).toContain('no redirect URI');
    expect(body).toContain('io.example.app://callback');
    expect(load(body)('#apps a')).toHaveLength(0);
  });

  test('shows what kind of app it is, unless it is a web app with a server', async () => {
    const applications = (['Traditional', 'SPA', 'MachineToMachine'] as const).map((type) => ({
      ...firstApp,
      type,
    }));
    const other = await startLocalLogto({ tenant: { ...tenant, applications }, port: 0 });
    const $ = load((await openBrowser(other.endpoint).open('/local')).body);
    await other.close();
    const kinds = $('#apps li')
      .toArray()
      .map((tile) => $(tile).find('p.soft').text());
    expect(kinds).toEqual(['', 'single-page app', 'machine to machine']);
  });

  test('shows text messages where a connector sends them', async () => {
    expect((await openBrowser(endpoint).open('/local')).body).not.toContain('id="messages"');
    const connected = await startLocalLogto({ tenant: connectedTenant(), port: 0 });
    const { browser, start, press } = openVisit(connected.endpoint);
    expect((await browser.open('/local')).body).toContain('No messages yet. Sign in by phone.');
    await press(await start(), 'Sign in', { identifier: '+1 202 555 0123' });
    const $ = load((await browser.open('/local')).body);
    expect($('#messages [data-live] td').eq(1).text()).toBe('+12025550123');
    expect($('#messages td').eq(2).text()).toMatch(/^Logto: Your sign-in code is \d{6}\.$/);
    await connected.close();
  });

  test('escapes the id of an unknown app', async () => {
    await openBrowser(endpoint).open('/oidc/auth?client_id=%3Cscript%3Ealert(1)%3C/script%3E');
    const { body } = await openBrowser(endpoint).open('/local');
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toContain('<script>alert(1)');
  });

  test.each(['/local', '/oidc/auth', '/oidc/me', '/sign-in'])(
    'refuses a foreign host name at %s',
    async (path) => {
      const { port } = new URL(endpoint);
      const status = await new Promise((resolve) => {
        request({ host: '127.0.0.1', port, path, headers: { host: `evil.example:${port}` } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });
      expect(status).toBe(421);
    },
  );
});
