import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readFaults } from '../control/faults.ts';
import { events, isOn, switches, turn } from './switches.ts';

test.each(switches)(
  'the switch "$title" turns faults on that the control API accepts, and off again',
  ({ id, faults }) => {
    expect(readFaults(faults)).toEqual(faults);
    const on = turn(id, {}) ?? {};
    expect(on).toEqual(faults);
    expect(switches.filter((one) => isOn(one, on)).map((one) => one.id)).toEqual([id]);
    expect(turn(id, on)).toEqual({});
  },
);

test('what the samples show is called as in their contract', () => {
  const contract = readFileSync(new URL('../../../../e2e/README.md', import.meta.url), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  );
  const sights = [...switches, ...events].map(({ sight }) => sight);
  const quoted = sights.flatMap(({ seen }) => [...seen.matchAll(/“([^”]+)”/g)].map(([, text = '']) => text));
  expect(quoted.length).toBeGreaterThan(5);
  const generic = quoted.map((text) => text.replace('Shopping API', 'NAME'));
  expect(generic.filter((text) => !contract.includes(text))).toEqual([]);
  expect(sights.filter(({ path }) => !contract.includes(`\`${path}\``))).toEqual([]);
});
