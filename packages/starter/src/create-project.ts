import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path/posix';
import { applications } from '@repo/config';
import { keepRegions, replaceMarks, tidy } from './edit-source.ts';
import { createFollower, type Reached } from './follow-imports.ts';
import { type Mark, marksOf } from './marks.ts';
import { packageJsonOf } from './package-json.ts';
import { type Command, CommandError } from './read-command.ts';
import { filesIn, repository } from './repository.ts';
import { rewriteImports } from './rewrite-imports.ts';
import { tsconfigsOf } from './tsconfig.ts';
import { isCompiled, leftOut, regionsOf, titleOf } from './variants.ts';

/** Paths in the project, and the content of each file. */
export type Project = Map<string, string | Buffer>;

/** The files that the project takes, and where it has each. `served` are those that run in production. */
export type Sources = { files: Reached[]; served: Reached[]; places: Map<string, string> };

/** Files from which imports are followed. */
type Root = {
  entries: string[];
  /** Where the project has the files of packages that are reached from here first. */
  shared: string;
  /** The same for files that are no modules. */
  assets: string;
};

const template = join(repository, 'packages/starter/template');

const isModule = (path: string) => /\.(tsx?|mjs)$/.test(path);

// Made by tools, written for the project, somebody's own values, or unit tests, which the project does not run.
const notTaken =
  /^(\..*|node_modules|dist|next-env\.d\.ts|.*\.tsbuildinfo|.*\.test\.tsx?|package\.json|tsconfig.*\.json|README\.md|Dockerfile)$/;

const appFiles = (command: Command, folder: string): string[] => {
  const excluded = leftOut(command).map((path) => join(folder, path));
  const missing = excluded.find((path) => !existsSync(path));
  if (missing) throw new CommandError(`${missing} should be left out, but it does not exist`);
  const isExcluded = (file: string) => excluded.some((path) => `${file}/`.startsWith(`${path}/`));
  return filesIn(folder, notTaken).filter((file) => !isExcluded(file));
};

/** The files of packages in which something is marked. */
const markedFiles = (marks: Mark[]): string[] => {
  const packages = join(repository, 'packages');
  const files = filesIn(packages, notTaken).filter((file) =>
    /^(?!starter\/).*\/src\/.*\.(tsx?|css)$/.test(relative(packages, file)),
  );
  const isNamed = (file: string) => marks.some((mark) => mark.file === file);
  return files.filter((file) => isNamed(file) || readFileSync(file, 'utf8').includes('#region'));
};

/** The texts as the project has them, apart from their imports: without the regions it lacks, and with its names. */
const editTexts = (command: Command, own: string[]): Map<string, string> => {
  const marks = marksOf(command).map((mark) => ({ ...mark, file: join(repository, mark.file) }));
  const files = [...own.filter(isModule), ...markedFiles(marks)];
  const unmatched = marks.find(({ file }) => !existsSync(file));
  if (unmatched) throw new CommandError(`${unmatched.file} has a marked text, but it does not exist`);

  const edited = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const kept = isModule(file) ? keepRegions(file, text, regionsOf(command)) : text;
    const inFile = marks.filter((mark) => mark.file === file);
    edited.set(relative(repository, file), replaceMarks(file, kept, inFile));
  }
  // Imports that only a dropped region used must not be followed.
  return new Map([...tidy(edited)].map(([path, text]) => [join(repository, path), text]));
};

/** Follows the imports of the app, and of what it is developed and tested with. */
const collectSources = (command: Command): Sources => {
  const folder = join(repository, 'apps', command.app);
  const localLogto = join(repository, 'packages/local-logto/src');
  const compiled = isCompiled(command) ? 'src' : '';
  const entries = appFiles(command, folder);
  const templates = filesIn(join(template, 'modules'));
  const edited = editTexts(command, [...entries, ...templates]);

  /** Takes a file of the template in the place of one of a package. */
  const replace = (file: string, own: string) =>
    edited.set(join(repository, 'packages', file), edited.get(join(template, 'modules', own)) ?? '');
  if (!command.withLessons) replace('ui/src/claims-table.tsx', 'ui/claims-table.tsx');
  if (command.withLocalLogto) {
    replace('config/src/applications.ts', 'local-logto/applications.ts');
    if (!command.withConnectors) replace('config/src/connectors.ts', 'local-logto/connectors.ts');
  }

  // Reached by imports, if at all.
  const isReached = (file: string) => /\/modules\/(api|local-logto|ui)\//.test(file);
  const roots: Root[] = [
    // Other files stand beside the compiled folder and its output: relative addresses lead there from both.
    { entries, shared: compiled, assets: compiled ? 'public' : '' },
    ...(command.withLocalLogto
      ? [
          { entries: [join(localLogto, 'main.ts')], shared: 'local-logto', assets: 'local-logto' },
          { entries: [join(template, 'modules/api/main.ts')], shared: 'api', assets: 'api' },
        ]
      : []),
    { entries: templates.filter((file) => !isReached(file)), shared: 'test', assets: 'test' },
  ];
  const placesOfFolders = [
    [folder, ''],
    [join(template, 'modules'), ''],
    [localLogto, 'local-logto'],
    [join(repository, 'packages/resource-server/src'), 'api'],
  ] as const;

  const placeOf = (file: string, { shared, assets }: Root): string => {
    const [own, place = ''] = placesOfFolders.find(([one]) => file.startsWith(`${one}/`)) ?? [];
    if (own) return join(place, relative(own, file));
    const [, name = '', , ...path] = relative(repository, file).split('/');
    return join(isModule(file) ? shared : assets, name, ...path);
  };

  const runsOnEdge = [...edited].some(
    ([file, text]) => file.startsWith(folder) && text.includes(`runtime: 'edge'`),
  );
  const follow = createFollower({
    entries: roots.flatMap((root) => root.entries),
    conditions: runsOnEdge ? ['edge-light'] : [],
    edited,
  });
  const places = new Map<string, string>();
  const reached = roots.map((root) => {
    const files = [...follow(root.entries, new Set(places.keys())).values()];
    for (const { file } of files) {
      const place = placeOf(file, root);
      const rival = [...places].find(([, taken]) => taken === place);
      if (rival) throw new Error(`${rival[0]} and ${file} would both be ${place}`);
      places.set(file, place);
    }
    return files;
  });
  return { files: reached.flat(), served: reached[0] ?? [], places };
};

/** The template's other files: Dockerfile, .env and the like. */
const templateFiles = (command: Command): Project => {
  const folder = join(template, 'project');
  return new Map(
    filesIn(folder).map((file) => [
      relative(folder, file).replace(/^dot-/, '.'),
      keepRegions(file, readFileSync(file, 'utf8'), regionsOf(command)),
    ]),
  );
};

/**
 * Makes a project of an app, with the files of this repository's packages that it imports.
 *
 * @throws CommandError when a file that should be left out, or a marked text, does not exist.
 * @throws Error when an import leads nowhere.
 */
export const createProject = (command: Command): Project => {
  const sources = collectSources(command);
  const placeOf = (file: string) => sources.places.get(file) ?? file;
  // A region of a stylesheet may also be named after the component that it styles.
  const components = sources.files
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ exports }) => [...exports]);
  const regionsOfStyles = new Set([...regionsOf(command), ...components]);
  const files: Project = new Map(templateFiles(command));
  for (const reached of sources.files) {
    const place = placeOf(reached.file);
    // Next.js apps leave endings out, packages do not.
    const withEnding = isCompiled(command) || !reached.file.startsWith(`${repository}/apps/`);
    files.set(
      place,
      isModule(place)
        ? rewriteImports(reached, { place, placeOf, withEnding })
        : keepRegions(place, reached.source, regionsOfStyles),
    );
  }

  const folders = [...files.keys()]
    .filter(isModule)
    .flatMap((path) => path.split('/').slice(0, -1).slice(0, 1));
  for (const [name, text] of tsconfigsOf(command, [...new Set(folders)])) files.set(name, text);
  files.set('package.json', packageJsonOf(command, sources));

  const values: Record<string, () => string> = {
    '{{NAME}}': () => command.name,
    '{{TITLE}}': () => titleOf(command.name),
    '{{COMMAND}}': () => ['pnpm starter', command.app, command.name, ...command.options].join(' '),
    '{{SECRET}}': () => randomBytes(24).toString('hex'),
    '{{LOGOUTPATH}}': () => new URL(applications[command.app].backchannelLogoutUri ?? '').pathname,
  };
  const texts = [...files].flatMap(([path, content]) =>
    typeof content === 'string'
      ? [[path, content.replaceAll(/\{\{[A-Z]+\}\}/g, (name) => values[name]?.() ?? name)] as const]
      : [],
  );
  const formatted = tidy(new Map(texts.filter(([path]) => isModule(path) || /\.(css|json|md)$/.test(path))));
  return new Map([...files, ...texts, ...formatted]);
};
