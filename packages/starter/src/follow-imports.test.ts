import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path/posix';
import { afterAll, expect, test } from 'vitest';
import { createFollower } from './follow-imports.ts';
import { repository } from './repository.ts';
import { rewriteImports } from './rewrite-imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
afterAll(() => rmSync(folder, { recursive: true }));

const follow = (source: string, conditions: string[] = []) => {
  const page = join(folder, 'page.tsx');
  writeFileSync(page, source);
  const reached = createFollower({ entries: [page], conditions, edited: new Map() })([page], new Set());
  const placeOf = (file: string) =>
    file === page ? 'page.tsx' : relative(repository, file).replace(/^packages\/(\w+)\/src/, '$1');
  const found = reached.get(page);
  if (!found) throw new Error('The page is not reached');
  return {
    files: [...reached.keys()].filter((file) => file !== page).map(placeOf),
    text: rewriteImports(found, { place: 'page.tsx', placeOf, withEnding: true }),
  };
};

test('follows an import through a barrel to the files that define the names, and on from there', () => {
  const { files, text } = follow(`import { PageShell, type PageShellProps, Notice as Box } from '@repo/ui';`);

  expect(files).toEqual(['ui/page-shell.tsx', 'ui/notice.tsx']);
  expect(text).toBe(
    `import { PageShell, type PageShellProps } from './ui/page-shell.tsx';\nimport { Notice as Box } from './ui/notice.tsx';`,
  );
});

test('finds a name that is re-exported with all others', () => {
  const { files } = follow(`import type { Tenant } from '@repo/tenant';`);

  expect(files).toContain('tenant/tenant.ts');
});

test('follows an import of a stylesheet, and import.meta.resolve', () => {
  expect(follow(`import '@repo/ui/styles.css';`).text).toBe(`import './ui/styles.css';`);
  expect(follow(`import.meta.resolve('@repo/ui/styles.css');`).files).toEqual(['ui/styles.css']);
});

test('a conditional export becomes a subpath import, with both files', () => {
  const source = `import { createRedisSession } from '@repo/session/redis';`;
  const both = follow(source, ['edge-light']);

  expect(both.text).toBe(`import { createRedisSession } from '#session/redis';`);
  expect(both.files).toEqual(
    expect.arrayContaining(['session/redis-session.ts', 'session/redis-on-edge.ts']),
  );
  expect(follow(source).files).not.toContain('session/redis-on-edge.ts');
});

test('an error names an import that leads nowhere', () => {
  expect(() => follow(`import { Nothing } from '@repo/ui';`)).toThrow('imports Nothing from @repo/ui');
  expect(() => follow(`import '@repo/ui/nothing';`)).toThrow(
    'imports @repo/ui/nothing, which leads to no file',
  );
  expect(() => follow(`import './nothing';`)).toThrow('imports ./nothing, which leads to no file');
});
