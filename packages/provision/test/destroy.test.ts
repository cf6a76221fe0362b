import { tenant } from '@repo/config';
import { expect, test } from 'vitest';
import { destroy } from '../src/destroy.ts';
import { useLogto } from './lab.ts';
import { application, freshState, newId, organization, user } from './stand-in/state.ts';
import { smallTenant } from './tenants.ts';

const lab = useLogto();

/** A tenant that somebody uses already. */
const furnish = () => {
  const { state } = lab.logto;
  const resource = { id: newId(21), name: 'Mine', indicator: 'https://mine.example.com', isDefault: false };
  state.resources.push({ ...resource, accessTokenTtl: 60 });
  state.applications.push(application('Mine'));
  state.users.push(user({ username: 'mine', password: 'secret' }));
  state.organizations.push(organization('Mine'));
  state.signInExperience.passwordPolicy = { length: { min: 12, max: 256 } };
  state.idToken = { enabledExtendedClaims: ['custom_data'] };
};

test('what the command made goes, and what stood there before is as it was', async () => {
  furnish();
  const before = structuredClone(lab.logto.state);
  await lab.run(tenant);
  await lab.run(tenant);

  await lab.destroyAll(tenant);

  expect(lab.logto.state).toEqual(before);
});

test('what is no longer in the tenant, and what was removed by hand, does not stop a removal', async () => {
  await lab.run(smallTenant);
  lab.logto.state.users.splice(0, 1);

  const lines = await lab.destroyAll({ ...smallTenant, organizations: [], roles: [], users: [] });

  expect(lab.logto.state).toEqual(freshState());
  expect(lines).toEqual([
    '- 2 organizations',
    '- 2 users',
    '- 1 application',
    '- 1 organization role',
    '- 1 organization permission',
    '- 1 role',
    '- 1 permission',
    '- 1 API resource',
  ]);
});

test('a setting that a person changed since stays as they left it', async () => {
  furnish();
  await lab.run(smallTenant);
  lab.logto.state.idToken = { enabledExtendedClaims: ['identities'] };

  expect(await lab.destroyAll(smallTenant)).toContain('= ID-token claims: changed since, left alone');

  expect(lab.logto.state.idToken).toEqual({ enabledExtendedClaims: ['identities'] });
  expect(lab.logto.state.signInExperience.passwordPolicy).toEqual({ length: { min: 12, max: 256 } });
});

test('settings go back to what they were before the first run, also when a later run undid an edit', async () => {
  furnish();
  const before = structuredClone(lab.logto.state);
  await lab.run(smallTenant);
  lab.logto.state.signInExperience.signInMode = 'SignIn';
  await lab.run(smallTenant);

  expect(await lab.destroyAll(smallTenant)).not.toContain('= sign-in experience: changed since, left alone');

  expect(lab.logto.state).toEqual(before);
});

test('settings go back to what they were when a run with other data breaks off, with and without another', async () => {
  furnish();
  const before = structuredClone(lab.logto.state);
  const passwordPolicy = { minimumLength: 10 };
  const signInExperience = { ...smallTenant.signInExperience, passwordPolicy };
  const changed = { ...smallTenant, signInExperience, idTokenClaims: [] };
  await lab.run(smallTenant);
  lab.logto.forget();
  await lab.run(changed);
  const count = lab.logto.requests.length;
  await lab.destroyAll(changed);

  for (let at = 0; at < count; at += 1) {
    for (const runs of [0, 1]) {
      await lab.run(smallTenant);
      lab.logto.forget();
      lab.logto.order({ at, how: 'error' });
      await expect(lab.run(changed), `request ${at}`).rejects.toThrow('run the command again');
      lab.logto.order(undefined);

      if (runs > 0) await lab.run(changed);
      await lab.destroyAll(changed);
      expect(lab.logto.state, `request ${at}, ${runs} more`).toEqual(before);
    }
  }
});

test('a setting that was absent before is absent again', async () => {
  lab.logto.state.idToken = {};
  await lab.run(smallTenant);

  await lab.destroyAll(smallTenant);

  expect(lab.logto.state.idToken).toEqual({});
});

test('a removal where nothing was made writes nothing', async () => {
  furnish();

  expect(await lab.destroyAll(smallTenant)).toEqual([]);

  expect(lab.logto.writes()).toEqual([]);
});

test('a removal says at its end what is true', async () => {
  const end = async () => destroy(await lab.connected(), smallTenant, () => undefined);
  expect(await end()).toMatch(/^Nothing was removed: .* no record /);

  await lab.run(smallTenant);
  expect(await end()).toBe('Nothing that it made is left.');

  furnish();
  await lab.run(smallTenant);
  lab.logto.state.idToken = { enabledExtendedClaims: ['identities'] };
  expect(await end()).toBe('Nothing else that it made is left.');
});

test('what a broken-off run may have made, and the tenant has no longer, stops a removal before its start', async () => {
  await lab.run(smallTenant);
  const at = lab.logto.requests.indexOf('POST /api/applications');
  await lab.destroyAll(smallTenant);
  lab.logto.forget();
  lab.logto.order({ at, how: 'reset after writing' });
  await expect(lab.run(smallTenant)).rejects.toThrow('run the command again');
  lab.logto.order(undefined);
  lab.logto.forget();

  await expect(lab.destroyAll({ ...smallTenant, applications: [] })).rejects.toThrow(
    /^The application ".*" may be there from a run that broke off, .* put it back there, and run the command again$/,
  );
  expect(lab.logto.writes()).toEqual([]);

  await lab.destroyAll(smallTenant);
  expect(lab.logto.state).toEqual(freshState());
});

test('a damaged record stops every command', async () => {
  await lab.run(smallTenant);
  for (const found of lab.logto.state.organizations.filter(({ name }) => name.includes('record'))) {
    found.customData = { made: 'nonsense' };
  }

  await expect(lab.destroyAll(smallTenant)).rejects.toThrow(
    /^The custom data of the organization .* damaged/,
  );
  await expect(lab.run(smallTenant)).rejects.toThrow(/^The custom data of the organization .* damaged/);
});
