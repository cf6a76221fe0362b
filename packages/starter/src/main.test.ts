import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNames } from '@repo/config';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repository } from './repository.ts';
import { writeFolder } from './write-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'starter-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const starter = (...parameters: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...parameters], {
    cwd: join(repository, 'packages/starter'),
    env: { ...process.env, INIT_CWD: folder },
    encoding: 'utf8',
  });

test.each([
  [['vue', 'my-app'], `There is no app "vue": choose from ${appNames.join(', ')}.`],
  [['express', 'My App'], '"My App" cannot name a project: name the folder with small letters'],
  [['express'], 'Use: pnpm starter APP FOLDER'],
  [['express', 'my-app', 'another'], 'Use: pnpm starter APP FOLDER'],
  [['express', 'my-app', '--typescript'], "Unknown option '--typescript'. Use: pnpm starter APP FOLDER"],
  [
    ['express', 'my-app', '--minimal', '--redis'],
    '--minimal cannot be combined with --redis, which adds something: leave one of them out.',
  ],
  [['express', join(repository, 'apps/my-app')], 'is inside this repository: name a folder outside of it'],
])('%j is refused in one line, and nothing is written', (parameters, line) => {
  const { status, stdout, stderr } = starter(...parameters);

  expect(stderr).toContain(line);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(status).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('refuses a folder that is not empty, and leaves it as it is', () => {
  mkdirSync(join(folder, 'my-app'));
  writeFileSync(join(folder, 'my-app/notes.txt'), 'mine');

  const { status, stderr } = starter('express', 'my-app');

  expect(stderr).toBe(
    `${join(folder, 'my-app')} is not empty (notes.txt): name a folder that is new or empty.\n`,
  );
  expect(status).toBe(1);
  expect(readdirSync(folder, { recursive: true })).toEqual(['my-app', 'my-app/notes.txt']);
});

test('refuses a path that is a file', () => {
  writeFileSync(join(folder, 'my-app'), '');

  expect(starter('express', 'my-app').stderr).toContain('cannot be read as a folder: choose another one.');
});

test('fills an empty folder, relative to where the command was typed', () => {
  mkdirSync(join(folder, 'my-app'));

  const { status, stdout } = starter('next-app', './my-app', '--no-local-logto');

  expect(stdout).toContain('cd my-app');
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual(['my-app']);
  expect(readdirSync(join(folder, 'my-app'))).toEqual(
    expect.arrayContaining(['app', 'package.json', '.env']),
  );
  expect(readdirSync(join(folder, 'my-app'))).not.toContain('local-logto');
});

test('a project that cannot be written as a whole leaves nothing behind, not even parent folders', () => {
  const impossible = new Map([
    ['README.md', 'a file'],
    ['README.md/more.md', 'cannot be in a file'],
  ]);

  expect(() => writeFolder(join(folder, 'products/my-app'), impossible)).toThrow('README.md');
  expect(readdirSync(folder)).toEqual([]);
});
