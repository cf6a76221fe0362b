import { tenant } from '@repo/config';
import { expect, test } from 'vitest';
import { destroy } from './destroy.ts';
import { application, connector, freshState, newId, organization, user } from './test/fake-logto/state.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

const restored =
  '~ setting sign-in experience: signIn, forgotPasswordMethods, verificationCodePolicy, socialSignInConnectorTargets, socialSignIn, unknownSessionRedirectUrl, passwordPolicy';

/** Fills Logto with somebody else's objects and settings. */
const fillLogto = () => {
  const { state } = provision.logto;
  const resource = { id: newId(21), name: 'Mine', indicator: 'https://mine.example.com', isDefault: false };
  state.resources.push({ ...resource, accessTokenTtl: 60 });
  state.applications.push(application('Mine'));
  state.users.push(user({ username: 'mine', password: 'secret' }));
  state.organizations.push(organization('Mine'));
  state.signInExperience.passwordPolicy = { length: { min: 12, max: 256 } };
  state.idToken = { enabledExtendedClaims: ['custom_data'] };
  state.accountCenter = { enabled: true, fields: { name: 'ReadOnly', mfa: 'Edit' } };
};

test('destroy removes what apply created, and leaves Logto as it was before', async () => {
  fillLogto();
  const before = structuredClone(provision.logto.state);
  await provision.apply(tenant);
  await provision.apply(tenant);

  await provision.destroy(tenant);

  expect(provision.logto.state).toEqual(before);
});

test('destroy also removes what the tenant no longer defines, and skips what was removed by hand', async () => {
  await provision.apply(smallTenant);
  provision.logto.state.users.splice(0, 1);

  const lines = await provision.destroy({ ...smallTenant, organizations: [], roles: [], users: [] });

  expect(provision.logto.state).toEqual(freshState());
  expect(lines).toEqual([
    restored,
    '~ setting account center: enabled, fields',
    '- 2 connectors',
    '- 2 organizations',
    '- 1 user',
    '- 1 application',
    '- 1 organization role',
    '- 1 organization permission',
    '- 1 role',
    '- 1 permission',
    '- 1 API resource',
  ]);
});

test('after an interrupted run, destroy counts what the next one removes', async () => {
  await provision.apply(smallTenant);
  provision.logto.forget();
  await provision.destroy(smallTenant);
  const at = provision.logto.requests.findIndex((request) => request.startsWith('DELETE /api/resources/'));
  expect(provision.logto.requests[at]).toMatch(/\/scopes\//);

  await provision.apply(smallTenant);
  provision.logto.forget();
  provision.logto.injectFault({ at, how: 'reset after writing' });
  await expect(provision.destroy(smallTenant)).rejects.toThrow('run the command again');
  provision.logto.clearFault();

  expect(await provision.destroy(smallTenant)).toEqual(['- 1 API resource']);
});

test('a setting that a person changed since is not restored', async () => {
  fillLogto();
  await provision.apply(smallTenant);
  provision.logto.state.idToken = { enabledExtendedClaims: ['identities'] };

  expect(await provision.destroy(smallTenant)).toContain(
    '= setting ID-token claims: changed since, not restored',
  );

  expect(provision.logto.state.idToken).toEqual({ enabledExtendedClaims: ['identities'] });
  expect(provision.logto.state.signInExperience.passwordPolicy).toEqual({ length: { min: 12, max: 256 } });
});

const byEmail = {
  methods: [{ identifier: 'email', password: false, verificationCode: true, isPasswordPrimary: false }],
};

test('destroy restores a sign-in method with a connector', async () => {
  const { state } = provision.logto;
  const before = structuredClone(state.signInExperience);
  state.connectors.push(connector('Email', 'simple-mail-transfer-protocol'));
  state.signInExperience.signIn = byEmail;
  await provision.apply(smallTenant);

  expect(await provision.destroy(smallTenant)).toContain(restored);

  expect(state.signInExperience).toEqual({ ...before, signIn: byEmail });
});

test('if the connector is gone, destroy restores everything else, and prints what the sign-in method was', async () => {
  const { state } = provision.logto;
  state.signInExperience.signIn = byEmail;
  await provision.apply(smallTenant);

  const lines: string[] = [];
  const summary = await destroy(await provision.connect(), smallTenant, (line) => lines.push(line));

  expect(lines.filter((line) => line.includes('setting'))).toEqual([
    ...[
      'forgotPasswordMethods',
      'verificationCodePolicy',
      'socialSignInConnectorTargets',
      'socialSignIn',
      'unknownSessionRedirectUrl',
    ].map((name) => `~ setting sign-in experience: ${name}`),
    '~ setting sign-in experience: passwordPolicy',
    '~ setting account center: enabled, fields',
    `= setting sign-in experience: Logto refuses the former signIn (sign_in_experiences.enabled_connector_not_found), so restore it in Console. It was ${JSON.stringify(byEmail)}`,
  ]);
  expect(summary).toMatch(/did not restore all settings\.$/);
  expect(state.signInExperience.passwordPolicy).toEqual({});
  expect(await destroy(await provision.connect(), smallTenant, () => undefined)).toMatch(
    /^Nothing to remove/,
  );
});

test('if destroy is interrupted between two settings, the next run restores the rest', async () => {
  const { state } = provision.logto;
  const before = structuredClone(state.signInExperience);
  Object.assign(state.signInExperience, { signIn: byEmail, signInMode: 'SignIn' });
  await provision.apply(smallTenant);
  provision.logto.forget();
  await provision.destroy(smallTenant);
  const patches = provision.logto.requests.flatMap((request, at) =>
    request === 'PATCH /api/sign-in-exp' ? [at] : [],
  );

  for (const at of patches) {
    Object.assign(state.signInExperience, before, { signIn: byEmail, signInMode: 'SignIn' });
    await provision.apply(smallTenant);
    provision.logto.forget();
    provision.logto.injectFault({ at, how: 'error' });
    await expect(provision.destroy(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.destroy(smallTenant);
    const { signIn } = state.signInExperience;
    expect(state.signInExperience, `request ${at}`).toEqual({ ...before, signInMode: 'SignIn', signIn });
  }
});

test('destroy restores the buttons of other connectors, however it is interrupted', async () => {
  const { state } = provision.logto;
  state.connectors.push(connector('Social', 'google-universal', { metadata: { target: 'google' } }));
  state.signInExperience.socialSignInConnectorTargets = ['google'];
  await provision.apply(smallTenant);
  expect(state.signInExperience.socialSignInConnectorTargets).toEqual(['wonderland']);
  provision.logto.forget();
  await provision.destroy(smallTenant);
  const writes = provision.logto.requests.flatMap((request, at) => (/^GET|token$/.test(request) ? [] : [at]));

  for (const at of writes) {
    await provision.apply(smallTenant);
    provision.logto.forget();
    provision.logto.injectFault({ at, how: 'reset after writing' });
    await expect(provision.destroy(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.destroy(smallTenant);
    expect(state.signInExperience.socialSignInConnectorTargets, `request ${at}`).toEqual(['google']);
  }
});

test('destroy restores the settings from before the first run, even if a later run undid an edit', async () => {
  fillLogto();
  const before = structuredClone(provision.logto.state);
  await provision.apply(smallTenant);
  provision.logto.state.signInExperience.signInMode = 'SignIn';
  await provision.apply(smallTenant);

  expect(await provision.destroy(smallTenant)).not.toContain(
    '= setting sign-in experience: changed since, not restored',
  );

  expect(provision.logto.state).toEqual(before);
});

test('destroy restores the settings after an interrupted run with other data, whether or not it is repeated', async () => {
  fillLogto();
  const before = structuredClone(provision.logto.state);
  const passwordPolicy = { minimumLength: 10 };
  const signInExperience = { ...smallTenant.signInExperience, passwordPolicy };
  const changed = { ...smallTenant, signInExperience, idTokenClaims: [] };
  await provision.apply(smallTenant);
  provision.logto.forget();
  await provision.apply(changed);
  const count = provision.logto.requests.length;
  await provision.destroy(changed);

  for (let at = 0; at < count; at += 1) {
    for (const runs of [0, 1]) {
      await provision.apply(smallTenant);
      provision.logto.forget();
      provision.logto.injectFault({ at, how: 'error' });
      await expect(provision.apply(changed), `request ${at}`).rejects.toThrow('run the command again');
      provision.logto.clearFault();

      if (runs > 0) await provision.apply(changed);
      await provision.destroy(changed);
      expect(provision.logto.state, `request ${at}, ${runs} more`).toEqual(before);
    }
  }
});

/** The settings in a record of a version that did not know social sign-in. */
const olderSettings = (record: object): unknown =>
  JSON.parse(
    JSON.stringify('settings' in record ? record.settings : {}, (name, value) =>
      name === 'socialSignIn' ? undefined : value,
    ),
  );

test('destroy restores values that an older version of the command did not change', async () => {
  await provision.apply(smallTenant);
  const { organizations, signInExperience } = provision.logto.state;
  for (const { customData } of organizations) {
    Object.assign(customData, { settings: olderSettings(customData) });
  }
  signInExperience.socialSignIn = { automaticAccountLinking: true };
  await provision.apply(smallTenant);
  expect(signInExperience.socialSignIn).toEqual(smallTenant.signInExperience.socialSignIn);

  await provision.destroy(smallTenant);

  expect(signInExperience).toMatchObject({ signIn: freshState().signInExperience.signIn });
  expect(signInExperience.socialSignIn).toEqual({ automaticAccountLinking: true });
});

test('destroy unsets a setting that was unset before', async () => {
  provision.logto.state.idToken = {};
  await provision.apply(smallTenant);

  await provision.destroy(smallTenant);

  expect(provision.logto.state.idToken).toEqual({});
});

test('destroy writes nothing if nothing was created', async () => {
  fillLogto();

  expect(await provision.destroy(smallTenant)).toEqual([]);

  expect(provision.logto.writes()).toEqual([]);
});

test('destroy sums up what it did', async () => {
  const end = async () => destroy(await provision.connect(), smallTenant, () => undefined);
  expect(await end()).toMatch(/^Nothing to remove: .* no record /);

  await provision.apply(smallTenant);
  expect(await end()).toBe('Removed everything that "pnpm provision" created.');

  fillLogto();
  await provision.apply(smallTenant);
  provision.logto.state.idToken = { enabledExtendedClaims: ['identities'] };
  expect(await end()).toBe(
    'Removed everything that "pnpm provision" created, but did not restore all settings.',
  );
});

test('an object that an interrupted run may have created, and the tenant no longer defines, stops destroy before its first write', async () => {
  await provision.apply(smallTenant);
  const at = provision.logto.requests.indexOf('POST /api/applications');
  await provision.destroy(smallTenant);
  provision.logto.forget();
  provision.logto.injectFault({ at, how: 'reset after writing' });
  await expect(provision.apply(smallTenant)).rejects.toThrow('run the command again');
  provision.logto.clearFault();
  provision.logto.forget();

  await expect(provision.destroy({ ...smallTenant, applications: [] })).rejects.toThrow(
    /^The application ".*" may be left from an interrupted run, .* put it back into the tenant, then run the command again$/,
  );
  expect(provision.logto.writes()).toEqual([]);

  await provision.destroy(smallTenant);
  expect(provision.logto.state).toEqual(freshState());
});

test('a damaged record stops every command', async () => {
  await provision.apply(smallTenant);
  for (const found of provision.logto.state.organizations.filter(({ name }) => name.includes('record'))) {
    found.customData = { made: 'nonsense' };
  }

  await expect(provision.destroy(smallTenant)).rejects.toThrow(
    /^The custom data of the organization .* damaged/,
  );
  await expect(provision.apply(smallTenant)).rejects.toThrow(
    /^The custom data of the organization .* damaged/,
  );
});
