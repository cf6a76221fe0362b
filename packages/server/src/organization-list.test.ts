import { expect, test, vi } from 'vitest';
import { createOrganizationList } from './organization-list.ts';

const userInfo = (...organizations: Array<[id: string, name: string]>) =>
  vi.fn(async () => ({
    sub: 'alice',
    organization_data: organizations.map(([id, name]) => ({ id, name, description: null })),
  }));

test('each organization has its name and the roles of the user', async () => {
  const list = createOrganizationList();
  const claims = { organizations: ['a', 'g'], organization_roles: ['a:admin', 'a:team:lead', 'g:member'] };

  expect(await list(claims, userInfo(['a', 'Acme'], ['g', 'Globex']))).toEqual([
    { id: 'a', name: 'Acme', roles: ['admin', 'team:lead'] },
    { id: 'g', name: 'Globex', roles: ['member'] },
  ]);
});

test('names are requested once, then cached', async () => {
  const list = createOrganizationList();
  const fetchUserInfo = userInfo(['a', 'Acme']);

  await list({ organizations: ['a'] }, fetchUserInfo);
  await list({ organizations: ['a'] }, fetchUserInfo);

  expect(fetchUserInfo).toHaveBeenCalledOnce();
});

test('the name of a new organization is requested', async () => {
  const list = createOrganizationList();
  await list({ organizations: ['a'] }, userInfo(['a', 'Acme']));

  const [, initech] = await list({ organizations: ['a', 'i'] }, userInfo(['a', 'Acme'], ['i', 'Initech']));

  expect(initech?.name).toBe('Initech');
});

test('an organization that userinfo does not name has its id as its name, for this user only', async () => {
  const list = createOrganizationList();

  expect(await list({ organizations: ['a'] }, userInfo())).toEqual([{ id: 'a', name: 'a', roles: [] }]);
  expect(await list({ organizations: ['a'] }, userInfo(['a', 'Acme']))).toMatchObject([{ name: 'Acme' }]);
});

test('nothing is requested for a user without organizations', async () => {
  const fetchUserInfo = userInfo();

  expect(await createOrganizationList()({}, fetchUserInfo)).toEqual([]);
  expect(fetchUserInfo).not.toHaveBeenCalled();
});

test('an organization that one user has left keeps its name for the others', async () => {
  const list = createOrganizationList();
  await list({ organizations: ['a'] }, userInfo(['a', 'Acme']));

  await list({ organizations: ['a', 'b'] }, userInfo(['b', 'Globex']));

  expect(await list({ organizations: ['a'] }, userInfo())).toMatchObject([{ id: 'a', name: 'Acme' }]);
});
