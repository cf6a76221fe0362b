import { expect, test } from 'vitest';
import { createLists } from './lists.ts';

test('a list keeps its latest 100 entries', () => {
  const lists = createLists<number>();
  for (let entry = 1; entry <= 102; entry += 1) lists.add('alice', entry);
  expect(lists.of('alice')).toHaveLength(100);
  expect(lists.of('alice')).toMatchObject({ 0: 3, 99: 102 });
});

test('with more than 1,000 owners, the one who wrote longest ago is dropped', () => {
  const lists = createLists<number>();
  const others = Array.from({ length: 998 }, (_, index) => `owner ${index}`);
  for (const owner of ['alice', 'bob', ...others, 'alice', 'carol']) lists.add(owner, 1);
  expect(['alice', 'bob', 'carol'].map((owner) => lists.of(owner).length)).toEqual([2, 0, 1]);
});
