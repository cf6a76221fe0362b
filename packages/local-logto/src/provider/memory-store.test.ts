import { afterEach, expect, test, vi } from 'vitest';
import { createMemoryStore } from './memory-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('an expired entry is not found, and is removed when another is written', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = createMemoryStore();
  const tokens = store.adapter('AccessToken');
  await tokens.upsert('first', { accountId: 'alice' }, 60);
  expect(await tokens.find('first')).toEqual({ accountId: 'alice' });
  vi.setSystemTime(Date.now() + 61_000);
  expect(await tokens.find('first')).toBeUndefined();
  await tokens.upsert('second', {}, 60);
  expect(store.size()).toBe(1);
});

test('the oldest entries of a model are removed beyond 10,000', async () => {
  const store = createMemoryStore();
  const sessions = store.adapter('Session');
  for (let index = 0; index < 10_050; index++)
    await sessions.upsert(`id-${index}`, { uid: `uid-${index}` }, 60);
  expect(store.size()).toBeLessThanOrEqual(10_001);
  expect(await sessions.find('id-0')).toBeUndefined();
  expect(await sessions.findByUid('uid-10049')).toEqual({ uid: 'uid-10049' });
});

test('changing a payload that was read does not change the stored one', async () => {
  const grants = createMemoryStore().adapter('Grant');
  await grants.upsert('grant', { openid: { scope: 'openid' } }, 60);
  const read = await grants.find('grant');
  Object.assign(read?.openid ?? {}, { scope: 'everything' });
  expect(await grants.find('grant')).toEqual({ openid: { scope: 'openid' } });
});

test('a used code counts as consumed at once, a used refresh token after three seconds', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = createMemoryStore();
  const [codes, tokens] = [store.adapter('AuthorizationCode'), store.adapter('RefreshToken')];
  for (const adapter of [codes, tokens]) {
    await adapter.upsert('id', {}, 60);
    await adapter.consume('id');
  }
  expect(await codes.find('id')).toHaveProperty('consumed');
  expect(await tokens.find('id')).not.toHaveProperty('consumed');
  vi.setSystemTime(Date.now() + 3_001);
  expect(await tokens.find('id')).toHaveProperty('consumed');
});

test('the entries of a model are those that have not expired', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const store = createMemoryStore();
  await store.adapter('Session').upsert('first', { accountId: 'alice' }, 60);
  await store.adapter('Session').upsert('second', { accountId: 'bob' }, 120);
  await store.adapter('Grant').upsert('grant', { accountId: 'alice' }, 120);
  vi.setSystemTime(Date.now() + 61_000);
  expect(store.entries('Session')).toEqual([{ accountId: 'bob' }]);
});

test('revoking a grant removes its tokens and no others', async () => {
  const tokens = createMemoryStore().adapter('AccessToken');
  await tokens.upsert('mine', { grantId: 'one' }, 60);
  await tokens.upsert('theirs', { grantId: 'two' }, 60);
  await tokens.revokeByGrantId('one');
  expect(await tokens.find('mine')).toBeUndefined();
  expect(await tokens.find('theirs')).toEqual({ grantId: 'two' });
});
