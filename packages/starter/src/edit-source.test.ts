import { expect, test } from 'vitest';
import { keepRegions, replaceMarks, tidy } from './edit-source.ts';

const wanted = new Set(['optional']);

test('drops the regions that are not wanted, also inside others, and every mark', () => {
  const text = `a
  // #region optional
  b
  {/* #region lesson */}
  c
  {/* #endregion */}
  // #endregion
  # #region lesson
  d
  # #endregion
e`;

  expect(keepRegions('page.tsx', text, wanted)).toBe('a\n  b\ne');
});

test('an error names the file with a region that is not closed, or not opened', () => {
  expect(() => keepRegions('page.tsx', '// #region lesson', wanted)).toThrow(
    'page.tsx: #region lesson has no #endregion',
  );
  expect(() => keepRegions('page.tsx', '// #endregion', wanted)).toThrow(
    'page.tsx: #endregion without #region',
  );
});

test('replaces every occurrence of a marked text, and no other word', () => {
  const text = '// The samples of this monorepo\nname="Logto sample" or name="Logto sample"';
  const mark = { file: 'shell.tsx', text: 'name="Logto sample"', replacement: 'name="My shop"' };

  expect(replaceMarks('shell.tsx', text, [mark])).toBe(
    '// The samples of this monorepo\nname="My shop" or name="My shop"',
  );
});

test('an error names a marked text that the app no longer has', () => {
  const mark = { file: 'shell.tsx', text: 'name="Logto sample"', replacement: '' };

  expect(() => replaceMarks('shell.tsx', 'name="Another"', [mark])).toThrow(
    'shell.tsx no longer has the marked text name="Logto sample"',
  );
});

test('removes the imports that nothing uses, and formats', () => {
  const text = `import { used, unused } from './a.ts';\nimport { other } from './b.ts';\nexport const value = [\n  used ];\n`;

  expect(tidy(new Map([['src/page.ts', text]])).get('src/page.ts')).toBe(
    `import { used } from './a.ts';\nexport const value = [used];\n`,
  );
});
