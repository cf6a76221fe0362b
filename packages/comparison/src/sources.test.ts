import { expect, test } from 'vitest';
import { readCode, readPitfalls } from './sources.ts';

const file = 'apps/express/src/app.ts';
const source = `import express from 'express';

const start = () => {
  const app = express();

  app.use(withLogto(config));
  app.use(withLogto(config), last);
  // #region optional
  return app;
  // #endregion
};
`;
const read = () => source;

test('an excerpt has the lines from one text to another, without their common indentation', () => {
  expect(
    readCode({ file, from: 'const app', to: 'app.use(withLogto(config))', call: 'withLogto(config)' }, read),
  ).toEqual({
    file,
    text: 'const app = express();\n\napp.use(withLogto(config));',
    line: 6,
    call: 'withLogto(config)',
  });
});

test('an excerpt without an end is one line', () => {
  const { text, line, call } = readCode({ file, from: 'const app' }, read);
  expect({ text, line, call }).toEqual({ text: 'const app = express();', line: 4, call: 'const app' });
});

test('region markers are not shown, but their lines count', () => {
  const { text, line } = readCode(
    { file, from: 'app.use(withLogto(config), last', to: '};', call: '}' },
    read,
  );
  expect({ text, line }).toEqual({
    text: '  app.use(withLogto(config), last);\n  return app;\n};',
    line: 11,
  });
});

test.each([
  ['has no line that begins with const server', { from: 'const server' }],
  ['has several lines that begin with app.use', { from: 'app.use' }],
  ['has no line that begins with const start after const app', { from: 'const app', to: 'const start' }],
  [
    'has no express() between app.use(withLogto(config), and',
    { from: 'app.use(withLogto(config),', call: 'express()' },
  ],
])('an error says that the file %s', (what, excerpt) => {
  expect(() => readCode({ file, ...excerpt }, read)).toThrow(`${file} ${what}`);
});

const pitfalls = `| pitfall | here |
| ------- | ---- |
| The SDK waits forever.   | it does not |
| The SDK forgets. | never |
`;

test('a pitfall is found by how it begins, and shown whole', () => {
  expect(readPitfalls(['The SDK waits'], () => pitfalls)).toEqual(['The SDK waits forever.']);
});

test.each([
  ['no row that begins', 'The SDK sleeps'],
  ['several rows that begin', 'The SDK'],
])('an error says that docs/pitfalls.md has %s so', (what, beginning) => {
  expect(() => readPitfalls([beginning], () => pitfalls)).toThrow(
    `docs/pitfalls.md has ${what} with "${beginning}"`,
  );
});
