import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path/posix';
import type { Root } from './lay-out.ts';
import type { Command } from './read-command.ts';
import { readJson, repository } from './rooms.ts';

const template = join(repository, 'packages/starter/template');

// What tools made, and what the project gets anew; names that begin with a dot are either, or somebody's own values.
const notTaken =
  /^(\..*|node_modules|dist|next-env\.d\.ts|.*\.tsbuildinfo|package\.json|tsconfig.*\.json|README\.md|Dockerfile)$/;

/** The files of a folder and of those in it, without what is not taken. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notTaken.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

export type App = {
  folder: string;
  isNext: boolean;
  /** The folder that is compiled into `dist`, if the app is compiled so. */
  compiled: string;
};

export const appOf = ({ app }: Pick<Command, 'app'>): App => {
  const folder = join(repository, 'apps', app);
  const isNext = readJson(join(folder, 'package.json')).dependencies.next !== undefined;
  return { folder, isNext, compiled: existsSync(join(folder, 'tsconfig.build.json')) ? 'src' : '' };
};

const serverRoot = (name: string): Root => {
  const folder = join(repository, 'packages', name, 'src');
  return { name, folder, place: name, entries: [join(folder, 'main.ts')], shared: name, assets: name };
};

/** Where imports are followed from, in the order in which they lay claim to the parts of packages. */
export const rootsOf = (command: Pick<Command, 'app' | 'withLocalLogto'>): Root[] => {
  const { folder, compiled } = appOf(command);
  const tests = join(template, 'test');
  const entries = ['home.test.ts', ...(command.withLocalLogto ? ['sign-in.test.ts'] : [])];

  return [
    {
      name: 'app',
      folder,
      place: '',
      entries: filesIn(folder),
      shared: compiled,
      // Beside the compiled folder and its output: relative addresses lead there from both.
      assets: compiled ? 'public' : '',
    },
    ...(command.withLocalLogto ? ['local-logto', 'resource-server'].map(serverRoot) : []),
    {
      name: 'test',
      folder: tests,
      place: 'test',
      entries: entries.map((name) => join(tests, name)),
      shared: 'test',
      assets: 'test',
    },
  ];
};
