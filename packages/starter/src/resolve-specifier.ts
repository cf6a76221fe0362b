import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { exportsOf, folderOf } from './rooms.ts';

/** Where a specifier leads: to Node.js itself, to a package of the registry, or to a file of this repository. */
export type Target =
  | { kind: 'node' }
  | { kind: 'package'; name: string }
  | { kind: 'file'; file: string; choice?: Choice };

/** An export that is another file in another runtime: the condition of each file but the default one. */
export type Choice = { name: string; conditions: Map<string, string> };

const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** The source of a file that may be a compiled one. */
const sourceOf = (path: string): string | undefined => {
  const written = path.replace(/\/dist\/(.*)\.js$/, '/src/$1');
  return endings.map((ending) => `${written}${ending}`).find(isFile);
};

const packageNameOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const resolveExport = (specifier: string, folder: string, runtimes: string[]): Target | undefined => {
  const subpath = `.${specifier.slice(packageNameOf(specifier).length)}`;
  const entry = exportsOf(folder)[subpath];
  if (entry === undefined) return undefined;
  if (typeof entry === 'string') return toFile(sourceOf(join(folder, entry)));

  const { types, default: fallback = types, ...others } = entry;
  const file = fallback && sourceOf(join(folder, fallback));
  const conditions = new Map(
    Object.entries(others).flatMap(([condition, path]) => {
      const chosen = runtimes.includes(condition) ? sourceOf(join(folder, path)) : undefined;
      return chosen ? [[condition, chosen] as const] : [];
    }),
  );
  if (!file || conditions.size === 0) return toFile(file);
  return { kind: 'file', file, choice: { name: `#${specifier.split('/').slice(1).join('/')}`, conditions } };
};

const toFile = (file: string | undefined): Target | undefined =>
  file === undefined ? undefined : { kind: 'file', file };

/**
 * Finds what a module means by a specifier, as its sources say, not as they were compiled.
 *
 * @param from The module that names it.
 * @param runtimes Conditions of package exports, besides Node.js's own, under which the app may run.
 * @throws Error when it leads nowhere.
 */
export const resolveSpecifier = (specifier: string, from: string, runtimes: string[]): Target => {
  if (isBuiltin(specifier)) return { kind: 'node' };

  const folder = folderOf(packageNameOf(specifier));
  const isRelative = specifier.startsWith('.');
  if (!folder && !isRelative) return { kind: 'package', name: packageNameOf(specifier) };

  const target = folder
    ? resolveExport(specifier, folder, runtimes)
    : toFile(sourceOf(join(dirname(from), specifier)));
  if (!target) throw new Error(`${from} imports ${specifier}, which leads to no file`);
  return target;
};
