import { expect, test, vi } from 'vitest';
import { createOrganizationList } from './organization-list.ts';

const userInfo = (...organizations: Array<[id: string, name: string]>) =>
  vi.fn(async () => ({
    sub: 'alice',
    organization_data: organizations.map(([id, name]) => ({ id, name, description: null })),
  }));

test('each organization comes with its name and the roles in it', async () => {
  const list = createOrganizationList();
  const claims = { organizations: ['a', 'g'], organization_roles: ['a:admin', 'a:team:lead', 'g:member'] };

  expect(await list(claims, userInfo(['a', 'Acme'], ['g', 'Globex']))).toEqual([
    { id: 'a', name: 'Acme', roles: ['admin', 'team:lead'] },
    { id: 'g', name: 'Globex', roles: ['member'] },
  ]);
});

test('names are asked for once and then remembered', async () => {
  const list = createOrganizationList();
  const fetchUserInfo = userInfo(['a', 'Acme']);

  await list({ organizations: ['a'] }, fetchUserInfo);
  await list({ organizations: ['a'] }, fetchUserInfo);

  expect(fetchUserInfo).toHaveBeenCalledOnce();
});

test('a new organization is asked for', async () => {
  const list = createOrganizationList();
  await list({ organizations: ['a'] }, userInfo(['a', 'Acme']));

  const [, initech] = await list({ organizations: ['a', 'i'] }, userInfo(['a', 'Acme'], ['i', 'Initech']));

  expect(initech?.name).toBe('Initech');
});

test('an organization that userinfo does not name goes by its id, without being asked for again', async () => {
  const list = createOrganizationList();
  const fetchUserInfo = userInfo();

  await list({ organizations: ['left'] }, fetchUserInfo);

  expect(await list({ organizations: ['left'] }, fetchUserInfo)).toEqual([
    { id: 'left', name: 'left', roles: [] },
  ]);
  expect(fetchUserInfo).toHaveBeenCalledOnce();
});

test('somebody without organizations asks for nothing', async () => {
  const fetchUserInfo = userInfo();

  expect(await createOrganizationList()({}, fetchUserInfo)).toEqual([]);
  expect(fetchUserInfo).not.toHaveBeenCalled();
});
