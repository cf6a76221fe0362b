import { expect, test } from 'vitest';
import { refusalSentence, sentenceOf } from './refusal-sentence.ts';

const answer = { request: 'PATCH /api/my-account', status: 400, statusText: 'Bad Request' };

test('a known refusal is explained in a sentence', () => {
  expect(refusalSentence({ ...answer, body: { code: 'account_center.field_not_editable' } })).toBe(
    'This Logto does not let users change this.',
  );
});

test.each([
  ['a code that nobody knows', { ...answer, body: { code: 'constructor' } }],
  ['a response without a code', { ...answer, body: { message: 'Internal server error.' } }],
  ['a response without content', { ...answer, status: 204 }],
  [
    'a success with such a field',
    { ...answer, status: 200, body: { code: 'account_center.field_not_editable' } },
  ],
])('there is no sentence for %s', (_what, known) => {
  expect(refusalSentence(known)).toBeUndefined();
});

test('a failed link is explained in a sentence, and anything else in the query is not', () => {
  expect(sentenceOf('link.declined')).toBe('You did not allow it, so the account is not linked.');
  expect(sentenceOf('<b>forged</b>')).toBeUndefined();
});
