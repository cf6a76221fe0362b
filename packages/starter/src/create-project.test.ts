import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { parseEnv } from 'node:util';
import { appNames } from '@repo/config';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { createProject } from './create-project.ts';
import { parseModule } from './parse-module.ts';
import { readCommand } from './read-command.ts';
import { repository } from './repository.ts';

const variants = [
  [],
  ['--no-local-logto'],
  ['--redis'],
  ['--connectors'],
  ['--organizations'],
  ['--several-addresses'],
  ['--permissions'],
  ['--with-lessons'],
];

const cases = appNames.flatMap((app) =>
  variants.map((options) => ({
    title: [app, ...options].join(' '),
    command: readCommand([app, '/products/my-shop', ...options], '/'),
  })),
);

/** The secrets of the projects looked at so far. All have the same name, and several the same app. */
const earlierSecrets = new Set<string>();

const isOfNode = (specifier: string) => specifier.startsWith('node:');

const classesIn = (styles: string) =>
  new Set([...styles.matchAll(/(?<![\w.])\.([a-z][\w-]*)/g)].map(([, name]) => name));

const stylesheet = readFileSync(join(repository, 'packages/ui/src/styles.css'), 'utf8');
const commonClasses = classesIn(stylesheet.replaceAll(/#region lesson.*?#endregion/gs, ''));

const strict = {
  casePreference: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
};

const expectSoundDockerfile = (content: string) => {
  const problems = validate(content, strict).map(
    ({ message, range }) => `${range.start.line + 1}: ${message}`,
  );
  expect(problems).toEqual([]);
  const [, image = ''] = content.split(/^FROM .* AS build$/m);
  expect(image).toMatch(/^USER node$/m);
  expect(image).toMatch(/^HEALTHCHECK /m);
};

describe.each(cases)('$title', ({ command }) => {
  const files = createProject(command);
  const textOf = (path: string) => String(files.get(path));
  const packageJson = JSON.parse(textOf('package.json'));
  const texts = [...files].map(([path, content]) => [path, String(content)] as const);
  const has = (pattern: RegExp) => [...files.keys()].some((path) => pattern.test(path));

  const imports = texts
    .filter(([path]) => /\.(tsx?|mjs)$/.test(path))
    .flatMap(([path, content]) =>
      parseModule(path, content).references.map(({ specifier }) => ({ path, specifier })),
    );

  test('nothing in it names the repository, and no mark or placeholder is left', () => {
    const traces =
      /@repo\/|workspace:|catalog:|\b(apps|packages)\/[\w-]+|Logto sample|#(end)?region|\{\{(NAME|TITLE|SECRET|LOGOUTPATH|COMMAND)/;

    expect(texts.filter(([, content]) => traces.test(content)).map(([path]) => path)).toEqual([]);
    expect(has(/index\.ts$/)).toBe(false);
  });

  test('every relative import leads to a file that it has', () => {
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

  test('package.json has every package that it imports in an exact version, and no other', () => {
    const { dependencies, devDependencies } = packageJson;
    const imported = imports
      .filter(({ specifier }) => !/^[.#]/.test(specifier) && !isOfNode(specifier))
      .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '');
    const known = { ...dependencies, ...devDependencies };

    const missing = imported.filter((name) => !known[name]);
    const connectors = ['@logto/connector-oidc', '@logto/connector-tencent-sms'];
    expect(missing.toSorted()).toEqual(command.withLocalLogto && !command.withConnectors ? connectors : []);
    // React and React DOM are peers of Next.js.
    const unused = Object.keys(dependencies).filter((name) => !imported.includes(name));
    expect(unused.filter((name) => !name.startsWith('react'))).toEqual([]);
    for (const version of Object.values(known)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Object.keys(dependencies).filter((name) => /vitest|playwright|oidc-provider/.test(name))).toEqual(
      [],
    );
  });

  test('it has its own name and title, the scripts of an app, and no unit tests of packages', () => {
    expect(packageJson.name).toBe('my-shop');
    expect(textOf('README.md')).toMatch(/^# My shop\n/);
    expect(texts.some(([, content]) => content.includes('name="My shop"'))).toBe(true);
    expect(Object.keys(packageJson.scripts)).toEqual(
      expect.arrayContaining(['dev', 'build', 'start', 'typecheck', 'test']),
    );
    expect(JSON.stringify(packageJson.scripts)).not.toContain('--port');
    expect(JSON.parse(textOf('tsconfig.json'))).not.toHaveProperty('extends');
    expect(has(/\.test\.tsx?$/)).toBe(false);
  });

  test('its secrets are random and public, and nobody’s own values are copied', () => {
    const values = parseEnv(textOf('.env'));
    const app = parseEnv(readFileSync(join(repository, 'apps', command.app, '.env'), 'utf8'));

    expect(Object.keys(values).toSorted()).toEqual(Object.keys(app).toSorted());
    for (const name of ['COOKIE_SECRET', 'LOGTO_APP_SECRET']) {
      expect(values[name]).toMatch(/^local-only-[0-9a-f]{48}$/);
      expect(earlierSecrets).not.toContain(values[name]);
      earlierSecrets.add(values[name] ?? '');
    }
    expect(has(/^\.env\.local$/)).toBe(false);
    expect(textOf('.gitignore')).toContain('\n.env.local\n');
  });

  test('the local Logto and the API are there only if they are wanted', () => {
    expect(has(/^(local-logto|api)\//)).toBe(command.withLocalLogto);
    expect('oidc-provider' in packageJson.devDependencies).toBe(command.withLocalLogto);
    expect('logto' in packageJson.scripts && 'api' in packageJson.scripts).toBe(command.withLocalLogto);
  });

  test('teaching aids and optional pages are there only if they are wanted', () => {
    expect(has(/source-note|session-summary|pages\/session|app\/session|edge/)).toBe(command.withLessons);
    expect(has(/userinfo|claim-meanings/)).toBe(command.withLessons);
    expect(has(/form-input|waiting-page/)).toBe(command.withLessons);
    expect(has(/(app|pages)\/admin/)).toBe(command.withPermissions);
    expect(has(/(app|pages)\/account/)).toBe(command.withConnectors);
    const navigation = textOf(command.app === 'express' ? 'src/components/pages.ts' : 'components/pages.ts');
    expect(navigation.includes("'/session'")).toBe(command.withLessons);
    expect(navigation.includes("'/admin'")).toBe(command.withPermissions);
  });

  test('organizations are there only if they are wanted', () => {
    const own = texts.filter(([path]) => !/^(local-logto|api)\/|README/.test(path));
    const named = own.filter(([, content]) => /organi[sz]ation|invitation/i.test(content));

    expect(has(/organization-list/)).toBe(command.withOrganizations);
    expect(named.length > 0).toBe(command.withOrganizations);
  });

  test('permission checks are there only if they are wanted', () => {
    const own = texts.filter(([path]) => !/^(local-logto|api)\//.test(path));
    const named = own.filter(([, content]) =>
      /requireScopes|missingScopes|insufficient_scope|You lack/.test(content),
    );

    expect(named.length > 0).toBe(command.withPermissions);
  });

  test('it has one address, unless it may have several', () => {
    expect(has(/base-url|misdirected/)).toBe(command.withSeveralAddresses);
    expect(texts.some(([, content]) => content.includes('baseUrls'))).toBe(command.withSeveralAddresses);
  });

  test('its styles are for its components only', () => {
    const styles = textOf(`${command.app === 'express' ? 'public/' : ''}ui/styles.css`);

    const classes = classesIn(styles);
    const components = texts.filter(([path]) => path.endsWith('.tsx')).map(([, content]) => content);
    const isUsed = (name = '') => components.some((content) => new RegExp(`\\b${name}\\b`).test(content));
    const used = components.flatMap((content) =>
      [...content.matchAll(/className="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')),
    );

    expect(classes.size).toBeGreaterThan(20);
    expect([...classes].filter((name) => !isUsed(name))).toEqual([]);
    expect(used.filter((name) => commonClasses.has(name) && !classes.has(name))).toEqual([]);
  });

  test('Redis, and sign-in by phone and social connectors, are there only if they are wanted', () => {
    const signIn = texts.filter(([path]) =>
      /\/(sign-in\w*|sign-in-\w+|config|index|page|home)\.tsx?$/.test(path),
    );
    expect(has(/redis/)).toBe(command.withRedis);
    expect('redis' in packageJson.dependencies).toBe(command.withRedis);
    expect(has(/idle|back-?channel-logout/)).toBe(command.withRedis);
    expect(texts.some(([, content]) => /SESSION_(STORE|IDLE)/.test(content))).toBe(command.withRedis);
    for (const text of ['directSignIn', 'Sign in by phone']) {
      expect(signIn.some(([, content]) => content.includes(text))).toBe(command.withConnectors);
    }
  });

  test('its Dockerfile is sound, and the container does not run as root', () => {
    expectSoundDockerfile(textOf('Dockerfile'));
  });
});

test.each(appNames)(
  'the Dockerfile of the app %s is sound, and the container does not run as root',
  (app) => {
    expectSoundDockerfile(readFileSync(join(repository, 'apps', app, 'Dockerfile'), 'utf8'));
  },
);

test('--minimal is the same as no option', () => {
  const command = (...options: string[]) => readCommand(['express', 'my-shop', ...options], '/products');
  expect({ ...command('--minimal'), options: [] }).toEqual(command());
});
