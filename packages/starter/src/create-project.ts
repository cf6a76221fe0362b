import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { collectSources } from './collect-sources.ts';
import { environmentFilesOf } from './environment-files.ts';
import { inNewNames, titleOf, traceIn } from './new-names.ts';
import { packageJsonOf } from './package-json.ts';
import type { Command } from './read-command.ts';
import { readmeOf } from './readme.ts';
import { rewriteImports } from './rewrite-imports.ts';
import { repository } from './rooms.ts';
import { appOf } from './roots.ts';
import { tsconfigsOf } from './tsconfig.ts';

type Files = Map<string, string | Buffer>;

const template = join(repository, 'packages/starter/template');

const templateFiles = (folder: string): [string, string][] =>
  readdirSync(join(template, folder)).map((name) => [
    name.replace(/^dot-/, '.'),
    readFileSync(join(template, folder, name), 'utf8'),
  ]);

const isText = (path: string) =>
  /\.([cm]?[jt]sx?|css|json|md|svg|txt|ya?ml)$|(^|\/)[^.]+$|^\.[\w.]+$/.test(path);

const sourceFiles = (command: Command): Files => {
  const sources = collectSources(command);
  const { isNext, folder } = appOf(command);
  const files: Files = new Map([['package.json', packageJsonOf(command, sources)]]);

  for (const reached of sources.files) {
    const place = sources.places.get(reached.file) ?? '';
    // The files of a Next.js app leave endings out, those of packages name them.
    const withEnding = !(isNext && reached.file.startsWith(`${folder}/`));
    const placeOf = (file: string) => sources.places.get(file) ?? file;
    files.set(
      place,
      isText(place) ? rewriteImports(reached, { place, placeOf, withEnding }) : readFileSync(reached.file),
    );
  }
  return files;
};

/**
 * Makes a project of an app: all files, with what the app uses of this repository's packages among them.
 *
 * @returns Paths in the project, and the content of each.
 * @throws Error when something in it would still lead back to this repository.
 */
export const createProject = (command: Command): Files => {
  const { isNext } = appOf(command);
  const environment = environmentFilesOf(command);
  const files: Files = new Map([
    ...sourceFiles(command),
    ...templateFiles('project'),
    ...templateFiles(isNext ? 'next' : 'express'),
    ['README.md', readmeOf(command)],
    ['.env', environment.local],
    ['.env.example', environment.example],
    ...(command.withLocalLogto ? [['resource-server/.env', 'PORT=3040\n'] as const] : []),
  ]);
  const folders = new Set(
    [...files.keys()].flatMap((path) => (/^(.+?)\/.*\.tsx?$/.exec(path) ?? []).slice(1)),
  );
  folders.delete(appOf(command).compiled);
  for (const [name, content] of tsconfigsOf(command, [...folders])) files.set(name, content);

  const project = { name: command.name, title: titleOf(command.name), app: command.app };
  for (const [path, content] of files) {
    if (typeof content !== 'string') continue;
    const renamed = inNewNames(content, project)
      .replaceAll('__NAME__', project.name)
      .replaceAll('__TITLE__', project.title);
    const trace = traceIn(renamed);
    if (trace) throw new Error(`${path} would still name ${trace}`);
    files.set(path, renamed);
  }
  return files;
};
