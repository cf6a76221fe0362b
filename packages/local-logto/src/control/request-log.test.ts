import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { alice, firstApp, forEverything, refreshTokens, shopping, tenant } from '../test/fixture.ts';
import { openBrowser, signIn } from '../test/sign-in-flow.ts';
import { type ControlClient, createControlClient } from './control-client.ts';
import { createRequestLog } from './request-log.ts';

let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
beforeEach(() => control.clearRequests());
afterAll(() => localLogto.close());

describe('the request log', () => {
  test('contains who sent what, newest first, and the outcome', async () => {
    const { refresh, access } = await signIn(endpoint, forEverything(), alice);
    await refreshTokens(endpoint, refresh, { resource: shopping, organization_id: 'nowhere' });
    await openBrowser(endpoint).send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
    const requests = await control.requests();
    expect(requests.slice(0, 3)).toMatchObject([
      { app: firstApp.id, method: 'GET', endpoint: '/oidc/me', status: 200 },
      {
        app: firstApp.id,
        method: 'POST',
        endpoint: '/oidc/token',
        grant: 'refresh_token',
        resource: shopping,
        organization: 'nowhere',
        status: 403,
      },
      { endpoint: '/oidc/token', grant: 'authorization_code', status: 200 },
    ]);
    expect(requests[3]).toMatchObject({ endpoint: '/oidc/auth/:id', status: 303, app: firstApp.id });
    expect(Math.abs((requests[0]?.time ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('contains no secret, token or code', async () => {
    const { refresh, access, id, callback } = await signIn(endpoint, forEverything(), alice);
    await refreshTokens(endpoint, refresh);
    const log = JSON.stringify(await control.requests());
    const code = callback.searchParams.get('code') ?? '';
    for (const secret of [refresh, access, id, code, firstApp.secret, alice.password]) {
      expect(log).not.toContain(secret);
    }
  });

  test('contains no id of an invitation, which is the secret in its link', async () => {
    const path = '/api/organization-invitations';
    const browser = openBrowser(endpoint);
    for (const end of ['', '/mb1lx5s7o0r9q3e2t4y6u', '/mb1lx5s7o0r9q3e2t4y6u/status']) {
      await browser.send(`${path}${end}`);
    }
    const logged = (await control.requests()).map((request) => request.endpoint);
    expect(logged).toEqual([`${path}/:id/status`, `${path}/:id`, path]);
  });

  test('truncates long values', async () => {
    await openBrowser(endpoint).open(`/oidc/auth?client_id=${'x'.repeat(3000)}`);
    expect((await control.requests())[0]?.app).toHaveLength(200);
  });

  test('can be cleared', async () => {
    await openBrowser(endpoint).open('/oidc/jwks');
    await control.clearRequests();
    expect(await control.requests()).toEqual([]);
  });

  test('keeps the latest 500 entries only', () => {
    const log = createRequestLog();
    for (let time = 1; time <= 510; time++) {
      log.add({ time, method: 'GET', endpoint: '/oidc/jwks', status: 200, duration: 1 });
    }
    expect(log.entries()).toHaveLength(500);
    expect(log.entries()[0]?.time).toBe(510);
  });
});
