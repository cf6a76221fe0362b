import { join } from 'node:path/posix';
import { appNames } from '@repo/config';
import { describe, expect, test } from 'vitest';
import { createProject } from '../src/create-project.ts';
import { parseModule } from '../src/parse-module.ts';

const cases = appNames.flatMap((app) => [
  { app, withLocalLogto: true },
  { app, withLocalLogto: false },
]);

const isOfNode = (specifier: string) => specifier.startsWith('node:');

describe.each(cases)('a project from $app, with a Logto of its own: $withLocalLogto', (options) => {
  const files = createProject({ ...options, folder: '/products/my-shop', name: 'my-shop' });
  const textOf = (path: string) => String(files.get(path));
  const packageJson = JSON.parse(textOf('package.json'));
  const texts = [...files].filter(([, content]) => typeof content === 'string');

  const imports = texts
    .filter(([path]) => /\.tsx?$/.test(path))
    .flatMap(([path, content]) =>
      parseModule(path, String(content)).references.map(({ specifier }) => ({ path, specifier })),
    );

  test('nothing in it speaks of the repository that it comes from', () => {
    const traces =
      /@repo\/|workspace:|catalog:|\bturbo\b|monorepo|\b(apps|packages)\/|logto samples?|sample app|the samples|__\w+__/i;

    expect(texts.filter(([, content]) => traces.test(String(content))).map(([path]) => path)).toEqual([]);
    expect([...files.keys()].filter((path) => path.endsWith('index.ts'))).toEqual([]);
  });

  test('every import of its own leads to a file that it has', () => {
    const own = imports.filter(({ specifier }) => /^[.#]/.test(specifier));
    const targetsOf = ({ path, specifier }: { path: string; specifier: string }): string[] =>
      specifier.startsWith('#')
        ? Object.values<string>(packageJson.imports[specifier]).map((target) => join(target))
        : [join(path, '..', specifier)];
    const missing = own.filter((one) =>
      targetsOf(one).some((target) => !['', '.ts', '.tsx'].some((ending) => files.has(`${target}${ending}`))),
    );

    expect(own.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  test('every package that it imports is in its package.json, in an exact version, and no other', () => {
    const { dependencies, devDependencies } = packageJson;
    const imported = imports
      .filter(({ specifier }) => !/^[.#]/.test(specifier) && !isOfNode(specifier))
      .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '');
    const known = { ...dependencies, ...devDependencies };

    expect(imported.filter((name) => !known[name])).toEqual([]);
    // React DOM and React are what Next.js demands beside itself.
    const unused = Object.keys(dependencies).filter((name) => !imported.includes(name));
    expect(unused.filter((name) => !name.startsWith('react'))).toEqual([]);
    for (const version of Object.values(known)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('it has its own name and title, and the scripts of an app', () => {
    expect(packageJson.name).toBe('my-shop');
    expect(textOf('README.md')).toMatch(/^# My shop\n/);
    expect(texts.some(([, content]) => /\bappName = 'My shop'/.test(String(content)))).toBe(true);
    expect(Object.keys(packageJson.scripts)).toEqual(
      expect.arrayContaining(['dev', 'build', 'start', 'typecheck', 'test']),
    );
    expect(JSON.stringify(packageJson.scripts)).not.toContain('--port');
    expect(JSON.parse(textOf('tsconfig.json'))).not.toHaveProperty('extends');
  });

  test('local values are worthless, and nobody’s own values come along', () => {
    expect(textOf('.env')).toContain('COOKIE_SECRET=local-only-');
    expect(textOf('.env')).toContain('LOGTO_APP_SECRET=local-only-');
    expect([...files.keys()]).not.toContain('.env.local');
    expect(textOf('.gitignore')).toContain('\n.env.local\n');
  });

  test('a Logto and an API to develop with are there only when they are wanted', () => {
    const isThere = [...files.keys()].some((path) => /^(local-logto|resource-server)\//.test(path));

    expect(isThere).toBe(options.withLocalLogto);
    expect('oidc-provider' in packageJson.devDependencies).toBe(options.withLocalLogto);
    expect(packageJson.dependencies).not.toHaveProperty('oidc-provider');
  });
});
