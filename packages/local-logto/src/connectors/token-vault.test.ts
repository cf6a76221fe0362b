import { afterAll, beforeAll, expect, test } from 'vitest';
import { createControlClient } from '../control/control-client.ts';
import { withClock } from '../control/faults.ts';
import { createInbox } from '../inbox.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { openBrowser } from '../test/sign-in-flow.ts';
import { openVisit } from '../test/visitor.ts';
import { loadConnectors } from './connectors.ts';
import { createTokenVault } from './token-vault.ts';

let localLogto: LocalLogto;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant: connectedTenant(), port: 0, control: true });
});
afterAll(async () => {
  await createControlClient(localLogto.endpoint).behave();
  await localLogto.close();
});

/** Signs in at the upstream provider, and returns the connector's tokens. */
const signInUpstream = async () => {
  const { endpoint } = localLogto;
  const surroundings = { upstream: () => `${endpoint}/upstream`, inbox: createInbox() };
  const connectors = await loadConnectors(connectedTenant(), surroundings);
  const [social] = connectors.social;
  if (!social?.connector.getTokenResponseAndUserInfo) throw new Error('No connector');
  let session = {};
  const redirectUri = `${endpoint}/callback/oidcguide01x`;
  const payload = { state: 's', redirectUri, connectorId: 'oidcguide01x', jti: '', headers: {} };
  const uri = await social.connector.getAuthorizationUri(
    { ...payload, connectorFactoryId: 'oidc' },
    async (saved) => {
      session = saved;
    },
  );
  const { open, press, browser } = openVisit(endpoint);
  const consent = await press(await open(uri), 'Continue', { login: 'tess' });
  const allowed = await browser.press(consent, 'Allow');
  const { location = '' } = await browser.open(allowed.location ?? '');
  const code = new URL(location).searchParams.get('code');
  const answer = await social.connector.getTokenResponseAndUserInfo({ code }, async () => session);
  return { connectors, tokens: answer.tokenResponse ?? {} };
};

const userinfoWith = async (token = '') => {
  const headers = { authorization: `Bearer ${token}` };
  const { status, body } = await openBrowser(localLogto.endpoint).send('/upstream/me', { headers });
  return { status, body };
};

test("a stored token opens the provider's own API, and is refreshed after it has expired", async () => {
  const { connectors, tokens } = await signInUpstream();
  const vault = createTokenVault(connectors);
  vault.store('tess-at-logto', 'oidcguide01x', tokens);
  const read = async () => {
    const found = await vault.read('tess-at-logto', 'oidcguide01x');
    return found === 'expired' ? found : found?.access_token;
  };
  const first = await read();
  expect((await userinfoWith(first)).body).toContain('"sub":"tess"');

  const faults = { clockSkew: 3601 };
  await createControlClient(localLogto.endpoint).setFaults(faults);
  const readLater = () => withClock(faults, read);
  expect((await userinfoWith(first)).status).toBe(401);
  const second = await readLater();
  expect(second).not.toBe(first);
  expect((await userinfoWith(second)).body).toContain('"sub":"tess"');
  // The refreshed tokens are stored in place of the old ones.
  expect(await readLater()).toBe(second);
});

test('nobody has the tokens of another user, and none are stored where storage is off', async () => {
  const { connectors } = await signInUpstream();
  const vault = createTokenVault(connectors);
  vault.store('tess', 'oidcguide01x', { access_token: 'a' });
  expect(await vault.read('tess', 'oidcguide01x')).toMatchObject({ access_token: 'a' });
  expect(await vault.read('tom', 'oidcguide01x')).toBeUndefined();
  const off = createTokenVault({
    social: connectors.social.map((social) => ({
      ...social,
      settings: { ...social.settings, enableTokenStorage: false },
    })),
  });
  off.store('tess', 'oidcguide01x', { access_token: 'a' });
  expect(await off.read('tess', 'oidcguide01x')).toBeUndefined();
});

test('a token that has expired and cannot be refreshed is forgotten; one that the provider refuses to refresh is kept', async () => {
  const { connectors } = await signInUpstream();
  const vault = createTokenVault(connectors);
  vault.store('tess', 'oidcguide01x', { access_token: 'a', expires_in: -1 });
  expect(await vault.read('tess', 'oidcguide01x')).toBe('expired');
  expect(await vault.read('tess', 'oidcguide01x')).toBeUndefined();
  vault.store('tess', 'oidcguide01x', { access_token: 'a', expires_in: -1, refresh_token: 'unknown' });
  await expect(vault.read('tess', 'oidcguide01x')).rejects.toThrow('ConnectorError');
  await expect(vault.read('tess', 'oidcguide01x')).rejects.toThrow('ConnectorError');
  vault.forget('tess', 'oidcguide01x');
  expect(await vault.read('tess', 'oidcguide01x')).toBeUndefined();
});
