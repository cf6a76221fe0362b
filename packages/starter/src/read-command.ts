import { basename, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type AppName, appNames } from '@repo/config';
import { repository } from './rooms.ts';
import { UsageError } from './usage-error.ts';

export type Command = {
  app: AppName;
  /** Where the project goes: an absolute path. */
  folder: string;
  /** The project's name, which is that of its folder. */
  name: string;
  withLocalLogto: boolean;
};

const usage = `pnpm starter APP FOLDER [--no-local-logto], such as: pnpm starter ${appNames[1]} ../my-app`;

const parse = (parameters: string[]) => {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: { 'with-local-logto': { type: 'boolean' }, 'no-local-logto': { type: 'boolean' } },
    });
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('. ') : [];
    throw new UsageError(`${reason}. Use: ${usage}`);
  }
};

/**
 * Reads what was asked for.
 *
 * @param parameters As they were typed.
 * @param from The folder that the asked-for folder is relative to.
 * @throws UsageError that names the cure.
 */
export const readCommand = (parameters: string[], from: string): Command => {
  const { positionals, values } = parse(parameters);
  const [asked, path, ...rest] = positionals;
  const app = appNames.find((name) => name === asked);
  if (asked === undefined || path === undefined || rest.length > 0) throw new UsageError(`Use: ${usage}`);
  if (!app) throw new UsageError(`There is no app "${asked}": choose from ${appNames.join(', ')}.`);

  const folder = resolve(from, path);
  const name = basename(folder);
  // What npm takes as a package's name.
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name)) {
    throw new UsageError(
      `"${name}" cannot name a project: name the folder with small letters, digits, "-", "_" and ".", such as my-app.`,
    );
  }
  if (`${folder}${sep}`.startsWith(join(repository, sep))) {
    throw new UsageError(
      `${folder} is inside this repository: name a folder outside of it, such as ../${name}.`,
    );
  }
  const withLocalLogto = !values['no-local-logto'];
  return { app, folder, name, withLocalLogto };
};
