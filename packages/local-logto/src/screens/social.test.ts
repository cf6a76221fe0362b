import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { forEverything, secondApp } from '../test/fixture.ts';
import { alertOf, openVisit, pathOf, titleOf } from '../test/visitor.ts';

let localLogto: LocalLogto;
let endpoint: string;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant: connectedTenant(), port: 0, control: true });
  endpoint = localLogto.endpoint;
});
afterAll(() => localLogto.close());

const withTenant = async (
  change: Parameters<typeof connectedTenant>[0],
  run: (at: string) => Promise<void>,
): Promise<void> => {
  const other = await startLocalLogto({ tenant: connectedTenant(change), port: 0, control: true });
  try {
    await run(other.endpoint);
  } finally {
    await other.close();
  }
};

const button = 'Continue with Guide OIDC';

type Claims = Record<string, unknown>;
const identityOf = ({ identities }: Claims) => Reflect.get(Object(identities), 'guide-oidc');

describe('social sign-in', () => {
  test('asks for a missing username the first time, and goes straight in the second time', async () => {
    const first = openVisit(endpoint);
    const upstream = await first.press(await first.start(), button);
    expect(titleOf(upstream)).toBe('Choose an account');
    const missing = await first.signInUpstream(upstream, 'ursula');
    expect(titleOf(missing)).toBe('Set username');
    expect(pathOf(missing)).toBe('/continue/username?link_social=oidcguide01x&app_id=first-app');
    const taken = await first.press(missing, 'Continue', { identifier: 'alice' });
    expect(alertOf(taken)).toBe('This username is taken.');
    const claims = await first.userinfo(await first.press(taken, 'Continue', { identifier: 'ursula_1' }));
    expect(claims).toMatchObject({
      name: 'Ursula Upstream',
      username: 'ursula_1',
      picture: 'https://example.com/ursula.png',
      email: 'ursula@upstream.example.com',
      email_verified: true,
    });

    const second = openVisit(endpoint);
    const again = await second.signInUpstream(await second.press(await second.start(), button), 'ursula');
    expect((await second.userinfo(again)).sub).toBe(claims.sub);
  });

  test('does not ask where identifiers may be missing', async () => {
    await withTenant({ socialSignIn: { skipRequiredIdentifiers: true } }, async (at) => {
      const { start, press, signInUpstream, userinfo } = openVisit(at);
      const claims = await userinfo(await signInUpstream(await press(await start(), button), 'vera'));
      expect(claims.username).toBeNull();
      expect(claims).not.toHaveProperty('preferred_username');
    });
  });

  test.each([
    ['no email', { email: '' }, {}],
    [
      'an unverified email',
      { emailVerified: '' },
      { email: 'vera@upstream.example.com', email_verified: false },
    ],
  ])('leaves out %s', async (_name, change, rawData) => {
    await withTenant({ socialSignIn: { skipRequiredIdentifiers: true } }, async (at) => {
      const { start, press, signInUpstream, userinfo } = openVisit(at);
      const back = await signInUpstream(await press(await start(), button), 'vera', change);
      const claims = await userinfo(back);
      expect(claims).toMatchObject({ email: null, email_verified: false });
      const { details } = identityOf(claims);
      expect(details).not.toHaveProperty('email');
      expect(details.rawData).toMatchObject({ sub: 'vera', ...rawData });
    });
  });

  test('needs no page of Logto for direct sign-in', async () => {
    const { start, signInUpstream, press, userinfo } = openVisit(endpoint, {
      direct_sign_in: 'social:guide-oidc',
    });
    const upstream = await start();
    expect(titleOf(upstream)).toBe('Choose an account');
    const missing = await signInUpstream(upstream, 'wanda');
    const claims = await userinfo(await press(missing, 'Continue', { identifier: 'wanda' }));
    expect(identityOf(claims).userId).toBe('wanda');
  });

  test.each([
    ['of an unknown connector', 'social:nope', {}],
    ['of a connector without a button', 'social:guide-oidc', { socialSignInConnectorTargets: [] }],
  ])('falls back to the sign-in page for a target %s', async (_name, direct_sign_in, change) => {
    await withTenant(change, async (at) => {
      const page = await openVisit(at, { direct_sign_in }).start();
      expect(titleOf(page)).toBe('Sign in to your account');
    });
  });

  test('keeps the details of the first sign-in, and the name that the user has', async () => {
    const first = openVisit(endpoint);
    const missing = await first.signInUpstream(await first.press(await first.start(), button), 'zoe');
    await first.press(missing, 'Continue', { identifier: 'zoe' });
    const second = openVisit(endpoint);
    const upstream = await second.press(await second.start(), button);
    const claims = await second.userinfo(await second.signInUpstream(upstream, 'zoe', { name: 'Second' }));
    expect(claims.name).toBe('Zoe Upstream');
    expect(identityOf(claims).details.name).toBe('Zoe Upstream');
  });

  test('takes name and avatar over every time where the profile is synced', async () => {
    const tenant = connectedTenant({ socialSignIn: { skipRequiredIdentifiers: true } });
    const connectors = tenant.connectors.map((connector) =>
      connector.connectorId === 'oidc' ? { ...connector, syncProfile: true } : connector,
    );
    const synced = await startLocalLogto({ tenant: { ...tenant, connectors }, port: 0 });
    for (const name of ['First', 'Second']) {
      const { start, press, signInUpstream, userinfo } = openVisit(synced.endpoint);
      const back = await signInUpstream(await press(await start(), button), 'zoe', { name });
      const claims = await userinfo(back);
      expect(claims.name).toBe(name);
      expect(identityOf(claims).details.name).toBe('First');
    }
    await synced.close();
  });

  test('is refused to new users where nobody may register', async () => {
    await withTenant({ signInMode: 'SignIn' }, async (at) => {
      const { start, press, signInUpstream } = openVisit(at);
      const page = await signInUpstream(await press(await start(), button), 'nora');
      expect(titleOf(page)).toBe('Sign in to your account');
      expect(alertOf(page)).toBe('The social account has not been registered yet.');
    });
  });

  test('asks for a phone number where one is required, and verifies it', async () => {
    await withTenant({ signUp: { identifiers: ['phone'], password: false } }, async (at) => {
      const visit = openVisit(at);
      const missing = await visit.signInUpstream(await visit.press(await visit.start(), button), 'zoe');
      expect(titleOf(missing)).toBe('Link phone');
      const asked = await visit.press(missing, 'Continue', { identifier: '+1 202 555 0199' });
      expect(pathOf(asked)).toBe('/continue/verification-code?link_social=oidcguide01x&app_id=first-app');
      const back = await visit.enterCode(asked, await visit.codeFor('12025550199'));
      expect(await visit.userinfo(back)).toMatchObject({
        phone_number: '12025550199',
        phone_number_verified: true,
        identities: { 'guide-oidc': { userId: 'zoe' } },
      });
    });
  });

  test('refuses a required phone number that somebody has', async () => {
    await withTenant({ signUp: { identifiers: ['phone'], password: false } }, async (at) => {
      const visit = openVisit(at);
      const missing = await visit.signInUpstream(await visit.press(await visit.start(), button), 'zoe');
      const asked = await visit.press(missing, 'Continue', { identifier: '12025550123' });
      const refused = await visit.enterCode(asked, await visit.codeFor('12025550123'));
      expect(titleOf(refused)).toBe('Link phone');
      expect(alertOf(refused)).toBe('This phone number is associated with an existing account.');
    });
  });
});

describe('a social account with the verified email address of a user', () => {
  const arrive = async (at: string) => {
    const visit = openVisit(at);
    const page = await visit.signInUpstream(await visit.press(await visit.start(), button), 'alice');
    return { visit, page };
  };

  test('is linked if the visitor says so, and signs in to that user from then on', async () => {
    await withTenant({}, async (at) => {
      const { visit, page } = await arrive(at);
      expect(titleOf(page)).toBe('Link or create account');
      expect(pathOf(page)).toBe('/social/link/oidcguide01x?app_id=first-app');
      const linked = await visit.press(page, 'Link with alic****@example.com');
      const claims = await visit.userinfo(linked);
      expect(claims).toMatchObject({ username: 'alice', name: 'Alice Liddell' });
      expect(identityOf(claims).details.name).toBe('Alice Upstream');
      const again = await arrive(at);
      expect((await again.visit.userinfo(again.page)).sub).toBe(claims.sub);
    });
  });

  test('takes the place of another account at the same provider', async () => {
    await withTenant({}, async (at) => {
      const { visit, page } = await arrive(at);
      const claims = await visit.userinfo(await visit.press(page, 'Link with alic****@example.com'));
      const other = openVisit(at);
      const upstream = await other.press(await other.start(), button);
      const email = 'Alice@Example.com';
      const question = await other.signInUpstream(upstream, 'alice2', { email });
      const linked = await other.press(question, 'Link with Alic****@Example.com');
      const changed = await other.userinfo(linked);
      expect(changed.sub).toBe(claims.sub);
      expect(identityOf(changed).userId).toBe('alice2');
    });
  });

  test('becomes a new user without an email address if the visitor prefers that', async () => {
    await withTenant({ socialSignIn: { skipRequiredIdentifiers: true } }, async (at) => {
      const { visit, page } = await arrive(at);
      const created = await visit.press(page, 'Create new one instead', { action: 'create' });
      expect(await visit.userinfo(created)).toMatchObject({
        name: 'Alice Upstream',
        username: null,
        email: null,
      });
    });
  });

  test('is linked without a question where the tenant says so', async () => {
    await withTenant({ socialSignIn: { automaticAccountLinking: true } }, async (at) => {
      const { visit, page } = await arrive(at);
      expect((await visit.userinfo(page)).username).toBe('alice');
    });
  });
});

describe('a visitor who returns from the provider', () => {
  test('is back on the sign-in page after declining, and can sign in', async () => {
    const { start, press, userinfo } = openVisit(endpoint);
    const upstream = await press(await start(), button);
    const page = await press(upstream, 'Cancel', { cancel: 'yes' });
    expect(pathOf(page)).toBe('/sign-in?app_id=first-app');
    expect(alertOf(page)).toBe('Guide OIDC did not sign you in: you or Guide OIDC declined.');
    const password = await press(page, 'Sign in', { identifier: 'alice' });
    const back = await press(password, 'Continue', { password: 'alice-demo' });
    expect((await userinfo(back)).username).toBe('alice');
  });

  test('with a wrong state is told that the authorization is invalid, once', async () => {
    const { start, press, open } = openVisit(endpoint);
    await press(await start(), button);
    const page = await open('/callback/oidcguide01x?code=x&state=forged');
    expect(pathOf(page)).toBe('/sign-in?app_id=first-app');
    expect(alertOf(page)).toBe('The authorization is invalid');
    expect(alertOf(await open('/sign-in?app_id=first-app'))).toBe('');
  });

  test('cannot use the answer that another browser was given', async () => {
    const victim = openVisit(endpoint);
    await victim.start();
    const attacker = openVisit(endpoint);
    const upstream = await attacker.press(await attacker.start(), button);
    const consent = await attacker.press(upstream, 'Continue', { login: 'mallory' });
    const { location = '' } = await attacker.browser.press(consent, 'Allow');
    const { location: callback = '' } = await attacker.browser.open(location);
    expect(callback).toContain(`${endpoint}/callback/oidcguide01x?code=`);
    expect(alertOf(await victim.open(callback))).toBe('The authorization is invalid');
  });

  test('cannot use an answer twice', async () => {
    const { start, press, browser, open } = openVisit(endpoint);
    const consent = await press(await press(await start(), button), 'Continue', { login: 'twice' });
    const { location = '' } = await browser.press(consent, 'Allow');
    const { location: callback = '' } = await browser.open(location);
    expect(titleOf(await open(callback))).toBe('Set username');
    expect(alertOf(await open(callback))).toBe('The authorization is invalid');
  });

  test('without a pending sign-in reads that none is under way', async () => {
    const page = await openVisit(endpoint).open('/callback/oidcguide01x?code=x&state=y');
    expect(titleOf(page)).toBe('This sign-in is not under way');
  });

  test('continues in the app that they left, although another app has started a sign-in since', async () => {
    const { start, press, browser, signInUpstream } = openVisit(endpoint);
    const upstream = await press(await start(), button);
    await browser.open(`/oidc/auth?${forEverything(secondApp).parameters}`);
    const missing = await signInUpstream(upstream, 'between');
    expect(pathOf(missing)).toContain('app_id=first-app');
  });

  test('reads why the provider refused Logto', async () => {
    const tenant = connectedTenant();
    const { upstream } = tenant.providers;
    if (!upstream) throw new Error('No upstream');
    const providers = { ...tenant.providers, upstream: { ...upstream, clientSecret: 'another' } };
    const other = await startLocalLogto({ tenant: { ...tenant, providers }, port: 0 });
    const { start, press, signInUpstream } = openVisit(other.endpoint);
    const page = await signInUpstream(await press(await start(), button), 'ursula');
    expect(alertOf(page)).toMatch(/^Sign-in with Guide OIDC failed\. ConnectorError/);
    await other.close();
  });
});
