import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { folderOf, readJson } from './repository.ts';

/** Where a specifier leads: to Node.js itself, to a package of the registry, or to a file of this repository. */
export type Target =
  | { kind: 'node' }
  | { kind: 'package'; name: string }
  | { kind: 'file'; file: string; conditional?: Conditional };

/** A conditional export: the files that replace the default one, by condition. */
type Conditional = { name: string; files: Map<string, string> };

const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** The source of a file that may be a compiled one. */
const sourceOf = (path: string): string | undefined => {
  const written = path.replace(/\/dist\/(.*)\.js$/, '/src/$1');
  return endings.map((ending) => `${written}${ending}`).find(isFile);
};

const packageNameOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

const toFile = (file: string | undefined): Target | undefined =>
  file === undefined ? undefined : { kind: 'file', file };

const resolveExport = (specifier: string, folder: string, conditions: string[]): Target | undefined => {
  const subpath = `.${specifier.slice(packageNameOf(specifier).length)}`;
  const exports: Record<string, string | Record<string, string>> =
    readJson(join(folder, 'package.json')).exports ?? {};
  const entry = exports[subpath];
  if (entry === undefined) return undefined;
  if (typeof entry === 'string') return toFile(sourceOf(join(folder, entry)));

  const { types, default: fallback = types, ...others } = entry;
  // The types are the source of a bundle.
  const file = [fallback, types].map((path) => path && sourceOf(join(folder, path))).find(Boolean);
  const files = new Map(
    Object.entries(others).flatMap(([condition, path]) => {
      const chosen = conditions.includes(condition) ? sourceOf(join(folder, path)) : undefined;
      return chosen ? [[condition, chosen] as const] : [];
    }),
  );
  if (!file || files.size === 0) return toFile(file);
  return { kind: 'file', file, conditional: { name: `#${specifier.split('/').slice(1).join('/')}`, files } };
};

/**
 * Finds what a specifier means, in sources, not in compiled files.
 *
 * @param from The module that contains it.
 * @param conditions Conditions of package exports, besides those of Node.js, under which the app may run.
 * @throws Error when it leads nowhere.
 */
export const resolveSpecifier = (specifier: string, from: string, conditions: string[]): Target => {
  if (isBuiltin(specifier)) return { kind: 'node' };

  const folder = folderOf(packageNameOf(specifier));
  const isRelative = specifier.startsWith('.');
  if (!folder && !isRelative) return { kind: 'package', name: packageNameOf(specifier) };

  const target = folder
    ? resolveExport(specifier, folder, conditions)
    : toFile(sourceOf(join(dirname(from), specifier)));
  if (!target) throw new Error(`${from} imports ${specifier}, which leads to no file`);
  return target;
};
