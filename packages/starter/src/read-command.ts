import { basename, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type AppName, appNames } from '@repo/config';
import { repository } from './repository.ts';

/** Printed as one line, without a stack. */
export class CommandError extends Error {}

export type Command = {
  app: AppName;
  /** Where the project is written: an absolute path. */
  folder: string;
  /** The project's name, which is that of its folder. */
  name: string;
  withLocalLogto: boolean;
  /** Whether it can keep sessions in Redis. */
  withRedis: boolean;
  /** Whether it signs in by phone and social connectors, and the local Logto runs those connectors. */
  withConnectors: boolean;
  /** Whether it has pages of organizations, invitations to them and their tokens. */
  withOrganizations: boolean;
  /** Whether it has a page and an API route that require a permission. */
  withPermissions: boolean;
  /** Whether `BASE_URL` may list several addresses, or be Vercel's. */
  withSeveralAddresses: boolean;
  /** Keeps everything that the app shows, so it includes the others. */
  withLessons: boolean;
  /** The options as they were typed. */
  options: string[];
};

const usage = `pnpm starter APP FOLDER [--no-local-logto] [--minimal] [--redis] [--connectors] [--organizations] [--permissions] [--several-addresses] [--with-lessons], such as: pnpm starter ${appNames[1]} ../my-app`;

const parse = (parameters: string[]) => {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: {
        'no-local-logto': { type: 'boolean', default: false },
        minimal: { type: 'boolean', default: false },
        redis: { type: 'boolean', default: false },
        connectors: { type: 'boolean', default: false },
        organizations: { type: 'boolean', default: false },
        permissions: { type: 'boolean', default: false },
        'several-addresses': { type: 'boolean', default: false },
        'with-lessons': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${reason}. Use: ${usage}`);
  }
};

/**
 * Reads the command line.
 *
 * @param parameters As they were typed.
 * @param from The folder that the project's path is relative to.
 * @throws CommandError that says what to type instead.
 */
export const readCommand = (parameters: string[], from: string): Command => {
  const { positionals, values } = parse(parameters);
  const [asked, path, ...rest] = positionals;
  const app = appNames.find((name) => name === asked);
  if (asked === undefined || path === undefined || rest.length > 0) throw new CommandError(`Use: ${usage}`);
  if (!app) throw new CommandError(`There is no app "${asked}": choose from ${appNames.join(', ')}.`);

  const folder = resolve(from, path);
  const name = basename(folder);
  // What npm accepts as the name of a package.
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)) {
    throw new CommandError(
      `"${name}" cannot name a project: name the folder with small letters, digits, "-", "_" and ".", such as my-app.`,
    );
  }
  if (`${folder}${sep}`.startsWith(join(repository, sep))) {
    throw new CommandError(
      `${folder} is inside this repository: name a folder outside of it, such as ../${name}.`,
    );
  }
  const { minimal, 'no-local-logto': noLocalLogto, ...additions } = values;
  const [addition] = Object.entries(additions).find(([, isAsked]) => isAsked) ?? [];
  if (minimal && addition) {
    throw new CommandError(
      `--minimal cannot be combined with --${addition}, which adds something: leave one of them out.`,
    );
  }
  return {
    app,
    folder,
    name,
    withLocalLogto: !noLocalLogto,
    withRedis: values.redis || values['with-lessons'],
    withConnectors: values.connectors || values['with-lessons'],
    withOrganizations: values.organizations || values['with-lessons'],
    withPermissions: values.permissions || values['with-lessons'],
    withSeveralAddresses: values['several-addresses'] || values['with-lessons'],
    withLessons: values['with-lessons'],
    options: parameters.filter((parameter) => parameter.startsWith('--')),
  };
};
