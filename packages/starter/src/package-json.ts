import { join } from 'node:path/posix';
import type { Sources } from './create-project.ts';
import { type Reached, targetsOf } from './follow-imports.ts';
import type { Command } from './read-command.ts';
import { installed, packageFolderOf, readJson, repository } from './repository.ts';

const sorted = (versions: Map<string, string>) =>
  Object.fromEntries([...versions].toSorted(([one], [other]) => (one < other ? -1 : 1)));

const typesOf = (name: string) => `@types/${name.replace('@', '').replace('/', '__')}`;

const versionFor = (folder: string, name: string): string => {
  const { version } = installed(folder, name) ?? {};
  if (typeof version !== 'string') throw new Error(`${folder} uses ${name}, which is not installed for it`);
  return version;
};

const peersOf = (folder: string, name: string): string[] => {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = installed(folder, name) ?? {};
  return Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
};

/**
 * The packages that the files import, in the versions that are installed here.
 *
 * @param tools Packages that scripts run and no file imports, in the versions of the starter.
 * @param isLeftOut Whether a package is loaded only by what the project lacks.
 */
const dependenciesOf = (
  { files, served }: Sources,
  tools: string[],
  isLeftOut: (name: string) => boolean,
) => {
  const dependencies = new Map<string, string>();
  const devDependencies = new Map<string, string>();

  const take = (to: Map<string, string>, folder: string, name: string): void => {
    if (dependencies.has(name) || to.has(name) || isLeftOut(name)) return;
    to.set(name, versionFor(folder, name));

    const { version } = installed(folder, typesOf(name)) ?? {};
    if (version) devDependencies.set(typesOf(name), version);
    if (to !== dependencies) return;
    for (const peer of peersOf(folder, name)) if (installed(folder, peer)) take(to, folder, peer);
  };

  const add = (to: Map<string, string>, from: Reached[], isWanted: (isType: boolean) => boolean) => {
    for (const { file, links } of from) {
      for (const { target } of links
        .filter(({ reference }) => isWanted(reference.isType))
        .flatMap(({ parts }) => parts)) {
        if (target.kind === 'package') take(to, packageFolderOf(file), target.name);
      }
    }
  };

  add(dependencies, served, (isType) => !isType);
  add(devDependencies, files, () => true);
  for (const name of tools) {
    devDependencies.set(name, versionFor(join(repository, 'packages/starter'), name));
  }
  return { dependencies: sorted(dependencies), devDependencies: sorted(devDependencies) };
};

/** Conditional exports become subpath imports of the project. */
const importsOf = ({ files, places }: Sources) =>
  Object.fromEntries(
    files.flatMap(targetsOf).flatMap((target) => {
      if (target.kind !== 'file' || !target.conditional) return [];
      const { name, files: others } = target.conditional;
      const chosen = [...others, ['default', target.file] as const];
      return [[name, Object.fromEntries(chosen.map(([key, file]) => [key, `./${places.get(file)}`]))]];
    }),
  );

/** The project's package.json: the app's scripts, and what its files import, in exact versions. */
export const packageJsonOf = (command: Command, sources: Sources): string => {
  const { engines } = readJson(join(repository, 'package.json'));
  const { scripts } = readJson(join(repository, 'apps', command.app, 'package.json'));
  const imports = importsOf(sources);

  const tools = [
    'typescript',
    '@types/node',
    ...(command.withLocalLogto || scripts.dev.startsWith('tsx ') ? ['tsx'] : []),
  ];
  // The local Logto imports them when its tenant has connectors.
  const isLeftOut = (name: string) => !command.withConnectors && name.startsWith('@logto/connector-');

  const content = {
    name: command.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts: {
      dev: 'node dev.mjs',
      ...(command.withLocalLogto && {
        'dev:app': 'node dev.mjs app',
        logto: 'tsx watch local-logto/main.ts',
        api: 'tsx watch api/main.ts',
      }),
      build: scripts.build,
      // The project listens where BASE_URL and PORT say.
      start: scripts.start.replace(/ --port \d+/, ''),
      typecheck: scripts.typecheck,
      test: 'npm run build && playwright test',
    },
    ...(Object.keys(imports).length > 0 && { imports }),
    engines,
    // No dependency needs its install script. pnpm reads the same from pnpm-workspace.yaml.
    allowScripts: { esbuild: false },
    ...dependenciesOf(sources, tools, isLeftOut),
  };
  return JSON.stringify(content, undefined, 2);
};
