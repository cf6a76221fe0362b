import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parse } from 'jsonc-parser';
import type { Command } from './read-command.ts';
import { repository } from './repository.ts';
import { isCompiled } from './variants.ts';

type Tsconfig = {
  extends?: string;
  compilerOptions: Record<string, unknown>;
  include?: string[];
  exclude?: string[];
};

/** Reads a tsconfig file with everything that it extends. */
const readTsconfig = (file: string): Tsconfig => {
  const { extends: base, ...own }: Tsconfig = parse(readFileSync(file, 'utf8'));
  if (!base) return own;
  const inherited = readTsconfig(join(dirname(file), base));
  return { ...inherited, ...own, compilerOptions: { ...inherited.compilerOptions, ...own.compilerOptions } };
};

/**
 * The project's tsconfig files by name: those of the app, without `extends`.
 *
 * @param folders The folders of the project that contain modules.
 */
export const tsconfigsOf = (command: Command, folders: string[]): Map<string, string> => {
  const file = join(repository, 'apps', command.app, 'tsconfig.json');
  const { compilerOptions, include = [], ...rest } = readTsconfig(file);
  if (isCompiled(command)) {
    const build = parse(readFileSync(file.replace('.json', '.build.json'), 'utf8'));
    return new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions, include: [...folders, '*.ts'], ...rest })],
      ['tsconfig.build.json', JSON.stringify({ ...build, include })],
    ]);
  }
  // What Next.js would add by itself, at the first start.
  const added = { allowJs: true, esModuleInterop: true };
  const all = [...include, '.next/dev/types/**/*.ts'];
  return new Map([
    [
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...added }, include: all, ...rest }),
    ],
  ]);
};
