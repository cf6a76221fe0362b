import { expect, test } from 'vitest';
import { parseModule } from './parse-module.ts';

const specifiersIn = (source: string) =>
  parseModule('page.tsx', source).references.map(({ specifier, start, end }) => {
    expect(source.slice(start, end)).toBe(specifier);
    return specifier;
  });

test('finds every kind of import and re-export, with its place', () => {
  const source = `'use client';
    import React, { type Key as K } from 'react';
    import * as every from './every';
    import './styles.css';
    export { one, type Two } from './one.ts';
    export type * from './types.ts';
    const título = <p>é</p>;
    const later = await import('./later.ts');
    const sheet = import.meta.resolve('./sheet.css');`;

  expect(specifiersIn(source)).toEqual([
    'react',
    './every',
    './styles.css',
    './one.ts',
    './types.ts',
    './later.ts',
    './sheet.css',
  ]);
});

test('ignores text and comments that look like imports, and computed specifiers', () => {
  const source = `// import './comment.ts';
    const text = "import './text.ts'";
    const chosen = await import(text);`;

  expect(specifiersIn(source)).toEqual([]);
});

test('an import is of types only if each of its names is', () => {
  const isType = (source: string) => parseModule('page.ts', source).references.map((one) => one.isType);

  expect(isType(`import type { A } from 'a'; import { type B } from 'b';`)).toEqual([true, true]);
  expect(isType(`import { type C, d } from 'c'; import 'e';`)).toEqual([false, false]);
});

test('a module that only re-exports is a barrel', () => {
  const contents = `export { a as b } from './a.ts';\nexport type * from './types.ts';`;

  expect(parseModule('index.ts', contents).barrel).toMatchObject([
    { specifier: './a.ts', imported: 'a', exported: 'b' },
    { specifier: './types.ts', imported: '*', exported: '*' },
  ]);
  expect(parseModule('index.ts', `${contents}\nexport const own = 1;`).barrel).toBeUndefined();
  expect(parseModule('index.ts', `import './setup.ts';\n${contents}`).barrel).toBeUndefined();
});

test('an error names the file with the syntax error', () => {
  expect(() => parseModule('page.tsx', 'const = 1;')).toThrow(/^page\.tsx: /);
});
