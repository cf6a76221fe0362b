import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { applications, appNames, baseUrls } from './applications.ts';
import { readEnvironment } from './environment.ts';

const root = new URL('../../../', import.meta.url);

test('every folder of apps is an app of the list, and every app has what the images and tests need', () => {
  const folders = readdirSync(new URL('apps', root));

  expect(folders.toSorted()).toEqual(appNames.toSorted());
  for (const app of appNames) {
    for (const file of ['package.json', 'Dockerfile', '.env']) {
      expect(existsSync(new URL(`apps/${app}/${file}`, root)), `apps/${app}/${file}`).toBe(true);
    }
  }
});

test('no two servers have the same address', () => {
  const addresses = Object.values(baseUrls);

  expect(new Set(addresses).size).toBe(addresses.length);
});

/** Whether a text names all apps within a few lines, so that a new app would have to be added to it. */
const listsAllApps = (text: string) => {
  const names = appNames.map((app) => new RegExp(`(?<![\\w.@-])${app}(?![\\w-])`));
  const lines = text.split('\n');
  return lines.some((_, index) => {
    const few = lines.slice(index, index + 6).join('\n');
    return names.every((name) => name.test(few));
  });
};

// The compiler asks each of these for the part of a new app: a column, or what a project leaves out.
const isCompleteByType = (text: string) => text.includes('AppName');

test('no other file lists the apps, so a new one is its folder and an entry in apps.json', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const lists = files.filter((file) => {
    // Documents speak of the apps, and the benchmark of the libraries beside them.
    if (/\.(md|png|ico)$|-lock\.yaml$|^bench\//.test(file)) return false;
    const text = readFileSync(new URL(file, root), 'utf8');
    return listsAllApps(text) && !isCompleteByType(text);
  });

  expect(lists).toEqual([]);
});

test.each(appNames)('the .env file of %s has the credentials of its application', (app) => {
  const content = readFileSync(new URL(`../../../apps/${app}/.env`, import.meta.url), 'utf8');
  const environment = readEnvironment('.env', parseEnv(content));

  expect(environment.endpoint).toBe(baseUrls.localLogto);
  expect(environment.baseUrls[0]).toBe(baseUrls[app]);
  expect(environment.appId).toBe(applications[app].id);
  expect(environment.appSecret).toBe(applications[app].secret);
});
