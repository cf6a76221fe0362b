import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { parse } from 'jsonc-parser';
import type { Command } from './read-command.ts';
import { repository } from './repository.ts';
import { isCompiled } from './variants.ts';

const read = (...path: string[]) => parse(readFileSync(join(repository, ...path), 'utf8'));

/**
 * The project's tsconfig files by name: those of the app, with the options that they extend.
 *
 * @param folders The folders of the project that contain modules.
 */
export const tsconfigsOf = (command: Command, folders: string[]): Map<string, string> => {
  const { compilerOptions: base } = read('tsconfig.base.json');
  const { compilerOptions: own, include, exclude } = read('apps', command.app, 'tsconfig.json');
  const compilerOptions = { ...base, ...own };
  if (isCompiled(command)) {
    const build = read('apps', command.app, 'tsconfig.build.json');
    return new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions, include: [...folders, '*.ts'], exclude })],
      ['tsconfig.build.json', JSON.stringify({ ...build, include })],
    ]);
  }
  // Next.js would add these by itself, at the first start.
  Object.assign(compilerOptions, { allowJs: true, esModuleInterop: true });
  const all = [...include, '.next/dev/types/**/*.ts'];
  return new Map([['tsconfig.json', JSON.stringify({ compilerOptions, include: all, exclude })]]);
};
