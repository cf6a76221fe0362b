import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStepCookie } from './step-cookie.ts';

const environment = {
  appId: 'an-app',
  cookieSecret: 'a-cookie-secret-of-32-characters!',
  cookieSecure: true,
};
const alice = { sub: 'alice', iat: 1, sid: 'a session' };
const phone = createStepCookie('phone', environment);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z'), toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('values come back to the user for whom they were kept, and the cookie shows nothing of them', async () => {
  const [name, value, options] = await phone.keep({ id: 'record', phone: '12025550123' }, alice);

  expect(name).toBe('__Host-logto_phone_an-app');
  expect(options).toEqual({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
    expires: new Date('2026-01-01T12:10:00Z'),
  });
  expect(Buffer.from(value, 'base64url').toString('latin1')).not.toMatch(/record|12025550123|alice/);
  expect(await phone.read(value, alice)).toMatchObject({ id: 'record', phone: '12025550123' });
});

test('the next user of the browser gets nothing', async () => {
  const [, value] = await phone.keep({ id: 'record' }, alice);

  expect(await phone.read(value, { sub: 'bob', iat: 1, sid: 'a session' })).toEqual({});
});

test('after sign-out, the same user gets nothing in the next session, with or without a sid', async () => {
  const [, value] = await phone.keep({ id: 'record' }, alice);
  const [, withoutSid] = await phone.keep({ id: 'record' }, { sub: 'alice', iat: 1 });

  expect(await phone.read(value, { ...alice, sid: 'the next session' })).toEqual({});
  expect(await phone.read(value, { sub: 'alice', iat: 1 })).toEqual({});
  expect(await phone.read(withoutSid, { sub: 'alice', iat: 2 })).toEqual({});
  expect(await phone.read(withoutSid, { sub: 'alice', iat: 1 })).toMatchObject({ id: 'record' });
});

test('a refresh of the ID token changes nothing for the session', async () => {
  const [, value] = await phone.keep({ id: 'record' }, alice);

  expect(await phone.read(value, { ...alice, iat: 2 })).toMatchObject({ id: 'record' });
});

test('a value of another step is nothing', async () => {
  const [, value] = await createStepCookie('linking', environment).keep({ id: 'record' }, alice);

  expect(await phone.read(value, alice)).toEqual({});
});

test('after ten minutes, a copied cookie is nothing', async () => {
  const [, value] = await phone.keep({ id: 'record' }, alice);
  vi.setSystemTime(new Date('2026-01-01T12:09:59Z'));
  expect(await phone.read(value, alice)).toHaveProperty('id', 'record');

  vi.setSystemTime(new Date('2026-01-01T12:10:00Z'));

  expect(await phone.read(value, alice)).toEqual({});
});

test.each([undefined, '', 'made up'])('the cookie %j is nothing', async (value) => {
  expect(await phone.read(value, alice)).toEqual({});
});

test('a forgotten step is an empty cookie in the past', () => {
  expect(phone.forget()).toMatchObject(['__Host-logto_phone_an-app', '', { expires: new Date(0) }]);
});
