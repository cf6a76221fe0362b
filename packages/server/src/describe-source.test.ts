import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeSource } from './describe-source.ts';

const file = 'src/describe-source.ts';
const call = 'existsSync(path)';
const isLocal = true;

test('the call is in the line that is named, and in the excerpt', () => {
  const { excerpt } = describeSource(file, { call, isLocal });
  const lines = readFileSync(file, 'utf8').split('\n');

  expect(lines[Number(excerpt?.line) - 1]).toContain(call);
  expect(excerpt?.text).toContain(call);
  expect(excerpt?.text.split('\n').length).toBeLessThan(8);
});

test('an excerpt ends at empty lines, and is not indented', () => {
  const { excerpt } = describeSource(file, { call: 'const start = text.indexOf(call);', isLocal });

  expect(excerpt?.text).toMatch(/^\/\/ .*\nconst excerptOf = .*\n {2}const start = .*\n {2}if .*;$/);
});

test('on localhost, the link opens the line in VS Code', () => {
  const { url, excerpt } = describeSource(file, { call, isLocal });

  expect(url).toMatch(/^vscode:\/\/file\/.*\/src\/describe-source\.ts:\d+$/);
  expect(url).toContain(`:${excerpt?.line}`);
});

test('elsewhere, no link says where the app is on its machine', () => {
  expect(describeSource(file, { call, isLocal: false })).not.toHaveProperty('url');
});

test('a repository has links of its own', () => {
  const folderUrl = 'https://git.example.com/app/blob/main';
  const { url, excerpt } = describeSource(file, { call, isLocal, folderUrl });

  expect(url).toBe(`${folderUrl}/${file}#L${excerpt?.line}`);
});

test('without the file, as in a container, only its name and the call are known', () => {
  const folderUrl = 'https://git.example.com/app';

  expect(describeSource('src/missing.ts', { call, isLocal, folderUrl })).toEqual({
    file: 'src/missing.ts',
    call,
    url: `${folderUrl}/src/missing.ts`,
  });
});
