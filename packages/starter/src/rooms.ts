import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** The folder of this repository, with slashes on every system. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

export const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** What a room's package.json exports: a file, or files by condition. */
type Exports = Record<string, string | Record<string, string>>;

const packages = join(repository, 'packages');

/** The packages of this repository: name to folder. */
const folders = new Map<string, string>(
  readdirSync(packages).map((name) => {
    const folder = join(packages, name);
    return [readJson(join(folder, 'package.json')).name, folder];
  }),
);

/** @returns The folder of a package of this repository, or nothing for other packages. */
export const folderOf = (packageName: string): string | undefined => folders.get(packageName);

export const exportsOf = (folder: string): Exports => readJson(join(folder, 'package.json')).exports ?? {};

/** @returns The folder of the app or package that a file belongs to. */
export const roomOf = (file: string): string => {
  const [kind = '', name = ''] = relative(repository, file).split('/');
  return join(repository, kind, name);
};

/** @returns The package.json of a package as it is installed for a room, or nothing when it is not. */
export const installed = (room: string, packageName: string) => {
  try {
    return readJson(join(room, 'node_modules', packageName, 'package.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
