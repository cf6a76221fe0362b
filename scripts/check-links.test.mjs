import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A repository with the script, and one file of code. */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  mkdirSync(join(folder, 'scripts'));
  cpSync(join(import.meta.dirname, 'check-links.mjs'), join(folder, 'scripts/check-links.mjs'));
  writeFileSync(join(folder, 'routes.ts'), "// Routes\nget('/one');\npost(['/two', '/three'], four[5]);\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = (readme, ...parameters) => {
  writeFileSync(join(folder, 'README.md'), readme);
  const script = join(folder, 'scripts/check-links.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr, readme: readFileSync(join(folder, 'README.md'), 'utf8') };
};

const image = '[![an image](routes.ts)](routes.ts)';
test.each([
  ["[`get('/one')`](routes.ts#L2)", 1],
  ["[`'/three'], four[5]`](routes.ts#L3), [the file](routes.ts)", 2],
  [`## A heading\n\n${image} [here](#a-heading) [elsewhere](https://example.com)`, 2],
])('a link is right: %s', (readme, count) => {
  const { status, stdout } = check(readme);
  expect(stdout).toBe(`${count} links in 1 documents, 0 wrong\n`);
  expect(status).toBe(0);
});

test.each([
  ['[a file](other.ts)', 'there is no such file'],
  ['[a heading](#a-heading)', 'there is no such heading'],
  ['[routes](routes.ts#L2)', 'the text of a link to a line must be the code in that line, in backticks'],
  ["[`get('/six')`](routes.ts#L2)", "get('/six') is not in that file"],
  ["[`'/three'], four`](routes.ts#L2)", "'/three'], four is in line 3: run pnpm links --fix"],
])('a link is wrong: %s', (readme, fault) => {
  const { status, stderr } = check(readme);
  expect(stderr).toContain(fault);
  expect(status).toBe(1);
});

test('--fix repairs a link to a line that has moved', () => {
  const { status, readme } = check(
    "[`get('/one')`](routes.ts#L1), [`'/three'], four`](routes.ts#L9)",
    '--fix',
  );
  expect(readme).toBe("[`get('/one')`](routes.ts#L2), [`'/three'], four`](routes.ts#L3)");
  expect(status).toBe(0);
});
