import { load } from 'cheerio';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { alice, bob, forEverything, forLittle, refreshTokens, shopping, tenant } from '../test/fixture.ts';
import { decode, openBrowser, reachCallback, signIn } from '../test/sign-in-flow.ts';
import { openVisit } from '../test/visitor.ts';
import { type ControlClient, createControlClient } from './control-client.ts';

const discovery = '/oidc/.well-known/openid-configuration';

let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
afterEach(async () => {
  await control.behave();
  await control.clearRequests();
});
afterAll(() => localLogto.close());

describe('a fault', () => {
  test('down: closes connections without an answer, except for the control API', async () => {
    await control.setFaults({ down: true });
    await expect(fetch(`${endpoint}${discovery}`)).rejects.toThrow('fetch failed');
    await expect(fetch(`${endpoint}/sign-in`)).rejects.toThrow('fetch failed');
    expect(await control.requests()).toMatchObject([{ endpoint: discovery, status: 0 }]);
  });

  test('serverError: answers 500 on the given path only', async () => {
    await control.setFaults({ serverError: true, only: '/oidc/token' });
    expect((await fetch(`${endpoint}/oidc/token`, { method: 'POST' })).status).toBe(500);
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
  });

  test('delay: answers late', async () => {
    await control.setFaults({ delay: 150 });
    const begin = performance.now();
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(140);
  });

  test('hang: does not answer', async () => {
    await control.setFaults({ hang: true });
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${endpoint}${discovery}`, { signal })).rejects.toThrow('aborted due to timeout');
  });

  test('furtherOrganizations: adds organizations to the claims of a member, and to no others', async () => {
    const organizationsOf = async (user: typeof alice) => {
      const { id } = await signIn(endpoint, forEverything(), user);
      return decode(id).payload.organizations;
    };
    const own = [await organizationsOf(alice)].flat();
    await control.setFaults({ furtherOrganizations: 5 });
    expect(await organizationsOf(alice)).toHaveLength(own.length + 5);
    expect(await organizationsOf(bob)).toEqual([]);
  });

  test('accessTokenTtl: shortens the lifetime of access tokens', async () => {
    await control.setFaults({ accessTokenTtl: 7 });
    const { json: answer, refresh } = await signIn(endpoint, forEverything(), alice);
    expect(answer.expires_in).toBe(7);
    expect((await refreshTokens(endpoint, refresh, { resource: shopping })).json.expires_in).toBe(7);
    const { organizations } = decode(String(answer.id_token)).payload;
    const [organization] = Array.isArray(organizations) ? organizations.map(String) : [];
    expect(
      (await refreshTokens(endpoint, refresh, { organization_id: organization ?? '' })).json.expires_in,
    ).toBe(7);
  });

  test('rotateAlways: returns a new refresh token every time', async () => {
    const { refresh } = await signIn(endpoint, forLittle(), alice);
    await control.setFaults({ rotateAlways: true });
    const { json: answer } = await refreshTokens(endpoint, refresh);
    expect(answer.refresh_token).not.toBe(refresh);
    expect((await refreshTokens(endpoint, String(answer.refresh_token))).status).toBe(200);
  });

  test('denyNextSignIn: ends exactly one sign-in with access_denied', async () => {
    await control.setFaults({ denyNextSignIn: true });
    const denied = await reachCallback(openBrowser(endpoint), forLittle(), alice);
    expect(denied.searchParams.get('error')).toBe('access_denied');
    const { browser } = await signIn(endpoint, forLittle(), alice);
    await control.setFaults({ denyNextSignIn: true });
    const deniedAgain = await reachCallback(browser, forLittle(), alice);
    expect(deniedAgain.searchParams.get('error')).toBe('access_denied');
    expect((await reachCallback(browser, forLittle(), alice)).searchParams.get('code')).toHaveLength(43);
  });

  test('registerByPhone: asks new users for a phone number until it ends', async () => {
    const labelAtRegistration = async () =>
      load((await openVisit(endpoint, { first_screen: 'register' }).start()).body)('label').text();
    await control.setFaults({ registerByPhone: true });
    expect(await labelAtRegistration()).toBe('Phone number');
    await control.behave();
    expect(await labelAtRegistration()).toBe('Username');
  });

  test('clockSkew: moves the server into the past or the future', async () => {
    const issuedIn = async (at: string): Promise<number> => {
      const { id } = await signIn(at, forLittle(), alice);
      return Number(decode(id).payload.iat) - Date.now() / 1000;
    };
    const other = await startLocalLogto({ tenant, port: 0, control: true });
    await createControlClient(other.endpoint).setFaults({ clockSkew: 7200 });
    await control.setFaults({ clockSkew: -1800 });
    expect(Math.abs((await issuedIn(endpoint)) + 1800)).toBeLessThan(60);
    // Neither another server in this process nor the process itself has this clock.
    expect(Math.abs((await issuedIn(other.endpoint)) - 7200)).toBeLessThan(60);
    await control.behave();
    expect(Math.abs(await issuedIn(endpoint))).toBeLessThan(60);
    await other.close();
  });

  test('ends when the next order does not include it', async () => {
    await control.setFaults({ serverError: true });
    await control.setFaults({ delay: 0 });
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
  });
});
