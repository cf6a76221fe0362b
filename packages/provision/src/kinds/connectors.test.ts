import type { Tenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { connector } from '../test/fake-logto/state.ts';
import { oidcConnector, smallTenant, smsConnector } from '../test/small-tenant.ts';
import { useFakeLogto } from '../test/use-fake-logto.ts';

const provision = useFakeLogto();

const writesToConnectors = () =>
  provision.logto.writes().filter((request) => request.includes('/api/connectors'));

test('a social connector has the id of the tenant, which its redirect URI contains', async () => {
  await provision.apply(smallTenant);

  expect(provision.logto.state.connectors).toMatchObject([{ id: 'looking-glass' }, { type: 'Sms' }]);
});

test('a connector that changes in the tenant is changed in place: Logto would replace it by a new one', async () => {
  await provision.apply(smallTenant);
  const ids = provision.logto.state.connectors.map(({ id }) => id);
  provision.logto.forget();
  const changed: Tenant = {
    ...smallTenant,
    connectors: [
      { ...oidcConnector, metadata: { ...oidcConnector.metadata, name: 'Looking Glass' } },
      { ...smsConnector, config: { ...smsConnector.config, signName: 'Court' } },
    ],
  };

  expect(await provision.apply(changed)).toEqual([
    '~ connector wonderland: metadata',
    '~ connector tencent-short-message-service: config',
  ]);

  expect(writesToConnectors()).toEqual(ids.map((id) => `PATCH /api/connectors/${id}`));
  expect(provision.logto.state.connectors).toMatchObject([
    { metadata: { name: { en: 'Looking Glass' } } },
    { config: { signName: 'Court' } },
  ]);
});

test.each([
  [
    'of another provider for text messages',
    connector('Sms', 'twilio-short-message-service'),
    'The connector "tencent-short-message-service" cannot exist beside the SMS connector twilio-short-message-service: delete that one in Console',
  ],
  [
    'with the same target',
    connector('Social', 'google-universal', { metadata: { target: 'wonderland' } }),
    'The connector "wonderland" needs the target of the connector google-universal: delete that one in Console, or change the target in the tenant',
  ],
  [
    'with the same id',
    connector('Social', 'oidc', { id: 'looking-glass', metadata: { target: 'elsewhere' } }),
    'The connector "wonderland" needs the id "looking-glass" of the connector "elsewhere": delete that one in Console, or change the id in the tenant',
  ],
])('a connector %s stops the run before its first write, even with --adopt', async (_what, other, line) => {
  provision.logto.state.connectors.push(other);

  await expect(provision.apply(smallTenant, { adopt: true })).rejects.toThrow(line);

  expect(provision.logto.writes()).toEqual([]);
  expect(provision.logto.state.connectors).toEqual([other]);
});

test('an SMS connector that a person created keeps its id when it is adopted, and stays when destroy removes the rest', async () => {
  const theirs = connector('Sms', 'tencent-short-message-service');
  provision.logto.state.connectors.push(theirs);

  expect(await provision.apply(smallTenant, { adopt: true })).toContain(
    '& connector tencent-short-message-service: config',
  );
  expect(writesToConnectors()).toContain(`PATCH /api/connectors/${theirs.id}`);

  await provision.destroy(smallTenant);
  expect(provision.logto.state.connectors).toMatchObject([{ id: theirs.id, config: smsConnector.config }]);
});

test('settings that a connector refuses are named, in its own words', async () => {
  const templates = smsConnector.config.templates.slice(1);
  const connectors = [{ ...smsConnector, config: { ...smsConnector.config, templates } }];

  await expect(provision.apply({ ...smallTenant, connectors })).rejects.toThrow(
    /^The connector "tencent-short-message-service": POST \/api\/connectors failed \(connector\.invalid_config: .* in key path "templates": .*SignIn.*\): correct it /,
  );
});

test('a Logto that cannot store tokens says what it lacks', async () => {
  provision.logto.state.hasVaultKey = false;

  await expect(provision.apply(smallTenant)).rejects.toThrow(
    /\(request\.feature_not_supported: .*\): start Logto with a key in SECRET_VAULT_KEK, or set enableTokenStorage to false in the tenant$/,
  );
});

test('new users who need a phone number confirm it', async () => {
  const { signInExperience } = smallTenant;
  const { state } = provision.logto;
  const signUp = async (identifiers: Array<'username' | 'phone'>) => {
    const experience = { ...signInExperience, signUp: { identifiers, password: true } };
    await provision.apply({ ...smallTenant, signInExperience: experience });
    provision.logto.forget();
    await provision.apply({ ...smallTenant, signInExperience: experience });
    expect(provision.logto.writes()).toEqual([]);
    return state.signInExperience.signUp;
  };

  expect(await signUp(['phone'])).toEqual({ identifiers: ['phone'], password: true, verify: true });
  expect(await signUp(['username', 'phone'])).toEqual({
    identifiers: ['username'],
    password: true,
    verify: false,
    secondaryIdentifiers: [{ identifier: 'phone', verify: true }],
  });
});

test('a connector that somebody creates during a run is theirs', async () => {
  const theirs = connector('Social', 'oidc', { metadata: { target: 'wonderland' } });
  provision.logto.justBefore('POST /api/connectors', () => provision.logto.state.connectors.push(theirs));
  const connectors = [oidcConnector];
  const signInExperience = {
    ...smallTenant.signInExperience,
    signIn: { methods: [] },
    forgotPasswordMethods: [],
  };
  const social = { ...smallTenant, connectors, signInExperience };
  await expect(provision.apply(social)).rejects.toThrow('connector.multiple_target_with_same_platform');

  await expect(provision.apply(social)).rejects.toThrow(
    'The connector "wonderland" was not created by this command',
  );
  await provision.destroy(social);
  expect(provision.logto.state.connectors).toEqual([theirs]);
});
