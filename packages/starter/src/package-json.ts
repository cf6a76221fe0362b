import { join } from 'node:path/posix';
import type { Sources } from './collect-sources.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Command } from './read-command.ts';
import { readJson, repository } from './rooms.ts';
import { appOf } from './roots.ts';

/** What the development servers beside the app are run with. */
const servers = {
  logto: 'tsx watch local-logto/main.ts',
  api: 'tsx watch --env-file=resource-server/.env resource-server/main.ts',
};

const scriptsOf = (command: Command) => {
  const { folder } = appOf(command);
  const { scripts } = readJson(join(folder, 'package.json'));
  // The project listens where Next.js does by itself, or where PORT says.
  const { dev, build, start, typecheck } = Object.fromEntries(
    Object.entries<string>(scripts).map(([name, script]) => [name, script.replace(/ --port \d+/, '')]),
  );
  const all = [dev, servers.logto, servers.api].map((script) => `"${script}"`).join(' ');

  return {
    ...(command.withLocalLogto
      ? { dev: `concurrently --kill-others --names app,logto,api ${all}`, 'dev:app': dev }
      : { dev }),
    build,
    start,
    typecheck,
    test: `${build} && vitest run`,
  };
};

/** Exports that are another file in another runtime stay a choice: a name of the project's own for each. */
const importsOf = ({ files, places }: Sources) => {
  const choices = files.flatMap(({ links }) =>
    links.flatMap(({ parts }) =>
      parts.flatMap(({ target }) => (target.kind === 'file' && target.choice ? [target] : [])),
    ),
  );
  return Object.fromEntries(
    choices.map(({ file, choice }) => [
      choice?.name,
      Object.fromEntries(
        [...(choice?.conditions ?? []), ['default', file] as const].map(([condition, chosen]) => [
          condition,
          `./${places.get(chosen)}`,
        ]),
      ),
    ]),
  );
};

/** The project's package.json: what its files import, in exact versions, and the app's scripts. */
export const packageJsonOf = (command: Command, sources: Sources): string => {
  const { engines } = readJson(join(repository, 'package.json'));
  const scripts = scriptsOf(command);
  const imports = importsOf(sources);

  const isRun = (tool: string) => Object.values(scripts).some((script) => script?.includes(`${tool} `));
  const tools = ['typescript', '@types/node', ...['concurrently', 'tsx', 'vitest'].filter(isRun)];
  const others = sources.files.filter((file) => !sources.served.includes(file));

  const content = {
    name: command.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts,
    ...(Object.keys(imports).length > 0 && { imports }),
    engines,
    // Install scripts are off: none is needed. pnpm reads the same from pnpm-workspace.yaml.
    allowScripts: { esbuild: false },
    ...dependenciesOf(sources.served, others, { room: join(repository, 'packages/starter'), names: tools }),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
};
