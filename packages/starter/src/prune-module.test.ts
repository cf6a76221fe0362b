import { expect, test } from 'vitest';
import { pruneModule } from './prune-module.ts';

const prune = (source: string, ...wanted: string[]) =>
  pruneModule('page.tsx', source, new Set(wanted))
    .trim()
    .replaceAll(/\n{2,}/g, '\n');

test('keeps a wanted export with what it needs, and leaves out the rest with its comments and imports', () => {
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

test('a property of the same name needs nothing', () => {
  const source = `const a = 1;
const b = 2;
const c = 3;
export const page = <p title={props.a} b="b">{{ c: 1 }.c}</p>;`;

  expect(prune(source, 'page')).toBe(source.split('\n').at(-1));
});

test('shorthand properties, components and types are needed', () => {
  const source = `const a = 1;
const Page = () => null;
type B = string;
export const page = (b: B) => [{ a }, <Page />];`;

  expect(prune(source, 'page')).toBe(source);
});

test('a statement that does something stays, with what it needs, and so does an import for its effect', () => {
  const source = `import 'effect';
import * as everything from 'somewhere';
const a = 1;
declare global {
  var seen: string | undefined;
}
everything.start(a);`;

  expect(prune(`${source}\nexport const unwanted = 1;`)).toBe(source);
});

test('a comment that stands alone stays', () => {
  expect(prune(`// About this file.\n\nexport const a = 1;\nexport const b = 2;`, 'b')).toBe(
    '// About this file.\nexport const b = 2;',
  );
});

test('leaves out nothing if everything is wanted', () => {
  expect(pruneModule('page.ts', 'const a = 1;', 'all')).toBe('const a = 1;');
});
