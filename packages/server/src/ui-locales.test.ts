import { expect, test } from 'vitest';
import { uiLocales } from './ui-locales.ts';

test.each([
  ['de', 'de'],
  ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
  ['en;q=0.5, pt-BR', 'pt-BR'],
  ['en;q=0, fr;Q=0.1', 'fr'],
  ['*, zh-Hant-TW;q=0.7', 'zh-Hant-TW'],
])('of the languages "%s", Logto is asked for %s', (accepted, language) => {
  expect(uiLocales(accepted)).toEqual({ ui_locales: language });
});

test.each([
  null,
  undefined,
  '',
  '*',
  'en;q=0',
  'de&client_id=other',
  'de en',
  `${'a'.repeat(1000)}`,
  'en;q=x',
])('without a language that is a tag, Logto is asked for none: %j', (accepted) => {
  expect(uiLocales(accepted)).toEqual({});
});
