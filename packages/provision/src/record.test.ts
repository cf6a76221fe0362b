import { expect, test } from 'vitest';
import { readRecord } from './record.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

test('writes of the record wait for one another', async () => {
  const api = await provision.connect();
  const record = readRecord([]);

  record.intend('role', 'first');
  const first = record.save(api);
  record.intend('role', 'second');
  await Promise.all([first, record.save(api)]);

  expect(provision.logto.state.organizations.map(({ customData }) => customData)).toEqual([
    expect.objectContaining({ made: { role: { first: '', second: '' } } }),
  ]);
});
