import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parse } from 'jsonc-parser';
import type { Command } from './read-command.ts';
import { appOf } from './roots.ts';

type Tsconfig = {
  extends?: string;
  compilerOptions: Record<string, unknown>;
  include?: string[];
  exclude?: string[];
};

/** A tsconfig file with all that it extends. */
const readTsconfig = (file: string): Tsconfig => {
  const { extends: base, ...own }: Tsconfig = parse(readFileSync(file, 'utf8'));
  if (!base) return own;
  const inherited = readTsconfig(join(dirname(file), base));
  return { ...inherited, ...own, compilerOptions: { ...inherited.compilerOptions, ...own.compilerOptions } };
};

/** Like JSON.stringify, with a list of words on one line. */
const print = (content: Tsconfig): string => {
  const lists = /\[\n([^[\]{}]*)\]/g;
  const inOneLine = (_: string, items: string) => `[${items.trim().replace(/\n\s*/g, ' ')}]`;
  return `${JSON.stringify(content, undefined, 2).replace(lists, inOneLine)}\n`;
};

/**
 * The project's tsconfig files by name: the app's, which extend none of this repository any more.
 *
 * @param folders The folders of the project that have code in them.
 */
export const tsconfigsOf = (command: Command, folders: string[]): Map<string, string> => {
  const { folder, compiled, isNext } = appOf(command);
  const { compilerOptions, include = [], exclude } = readTsconfig(join(folder, 'tsconfig.json'));
  // Next.js's file names every folder already; these Next.js would add by itself, at the first start.
  const all = isNext ? [...include, '.next/dev/types/**/*.ts'] : [...include, ...folders];
  const options = { ...compilerOptions, ...(isNext && { allowJs: true, esModuleInterop: true }) };
  const content = { compilerOptions: options, include: all, ...(exclude && { exclude }) };
  const tsconfigs = new Map([['tsconfig.json', print(content)]]);
  if (!compiled) return tsconfigs;

  const build: Tsconfig = parse(readFileSync(join(folder, 'tsconfig.build.json'), 'utf8'));
  const tests = ['ts', 'tsx'].map((ending) => `${compiled}/**/*.test.${ending}`);
  return tsconfigs.set('tsconfig.build.json', print({ ...build, include: [compiled], exclude: tests }));
};
