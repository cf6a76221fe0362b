import { expect, test } from 'vitest';
import { pruneModule } from './prune-module.ts';

const prune = (source: string, ...wanted: string[]) =>
  pruneModule('page.tsx', source, new Set(wanted))
    .trim()
    .replaceAll(/\n{2,}/g, '\n');

test('keeps a wanted export and what it needs, and removes the rest with its comments and imports', () => {
  const source = `import { one, two } from 'numbers';
import { three } from 'more-numbers';

// A sum.
type Sum = number;

/** Adds. */
export const add = (): Sum => one + local();

function local() {
  return 1;
}

// Not
// wanted.
export const multiply = () => two * three;`;

  expect(prune(source, 'add')).toBe(`import { one } from 'numbers';
// A sum.
type Sum = number;
/** Adds. */
export const add = (): Sum => one + local();
function local() {
  return 1;
}`);
});

test('a property name is not a use of a declaration', () => {
  const source = `const a = 1;
const b = 2;
const c = 3;
export const page = <p title={props.a} b="b">{{ c: 1 }.c}</p>;`;

  expect(prune(source, 'page')).toBe(source.split('\n').at(-1));
});

test('a shorthand property, a component and a type are uses', () => {
  const source = `const a = 1;
const Page = () => null;
type B = string;
export const page = (b: B) => [{ a }, <Page />];`;

  expect(prune(source, 'page')).toBe(source);
});

test('keeps a statement that has an effect, with what it needs, and an import for its side effects', () => {
  const source = `import 'effect';
import * as everything from 'somewhere';
const a = 1;
declare global {
  var seen: string | undefined;
}
everything.start(a);`;

  expect(prune(`${source}\nexport const unwanted = 1;`)).toBe(source);
});

test('keeps a comment that stands alone', () => {
  expect(prune(`// About this file.\n\nexport const a = 1;\nexport const b = 2;`, 'b')).toBe(
    '// About this file.\nexport const b = 2;',
  );
});

test('removes nothing if everything is wanted', () => {
  expect(pruneModule('page.ts', 'const a = 1;', 'all')).toBe('const a = 1;');
});
