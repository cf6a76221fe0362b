import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** The folder of this repository, with slashes on every system. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

export const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const packages = join(repository, 'packages');

/** The packages of this repository: name to folder. */
const folders = new Map<string, string>(
  readdirSync(packages).map((name) => {
    const folder = join(packages, name);
    return [readJson(join(folder, 'package.json')).name, folder];
  }),
);

/** Returns the folder of a package of this repository, or nothing for other packages. */
export const folderOf = (packageName: string): string | undefined => folders.get(packageName);

/** Returns the folder of the app or package that a file belongs to. */
export const packageFolderOf = (file: string): string => {
  const [kind = '', name = ''] = relative(repository, file).split('/');
  return join(repository, kind, name);
};

/** Returns the package.json of a package as it is installed for one of this repository, or nothing if it is not. */
export const installed = (folder: string, packageName: string) => {
  const file = join(folder, 'node_modules', packageName, 'package.json');
  return existsSync(file) ? readJson(file) : undefined;
};

/** Returns the files of a folder and of its folders, without those whose name is excluded. */
export const filesIn = (folder: string, excluded = /^$/): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (excluded.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path, excluded) : [path];
  });
