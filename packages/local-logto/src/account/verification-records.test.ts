import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVerificationRecords } from './verification-records.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const minute = 60_000;
const identifier = { type: 'phone' as const, value: '12025550123' };
const password = {
  accountId: 'alice',
  isVerified: true,
  isIdentity: true,
  proof: { type: 'password' as const },
};
const code = () => ({
  ...password,
  proof: { type: 'code' as const, identifier, sent: { code: '1', sentAt: 0, wrongTries: 0 } },
});

test('a record lasts ten minutes', () => {
  const records = createVerificationRecords();
  const { id } = records.add(password);
  vi.advanceTimersByTime(10 * minute - 1);
  expect(records.find(id)).toMatchObject(password);
  vi.advanceTimersByTime(1);
  expect(records.find(id)).toBeUndefined();
});

test('codes count for their recipient while they last', () => {
  const records = createVerificationRecords();
  records.add(code());
  vi.advanceTimersByTime(5 * minute);
  records.add(code());
  records.add(password);
  expect(records.codesTo(identifier)).toBe(2);
  expect(records.codesTo({ ...identifier, value: '12025550124' })).toBe(0);
  vi.advanceTimersByTime(5 * minute);
  expect(records.codesTo(identifier)).toBe(1);
});

test('of more than ten thousand records, the oldest are forgotten', () => {
  const records = createVerificationRecords();
  const [first, second] = [records.add(password), records.add(password)];
  for (let count = 2; count <= 10_000; count += 1) records.add(password);
  expect(records.find(first.id)).toBeUndefined();
  expect(records.find(second.id)).toBeDefined();
});
