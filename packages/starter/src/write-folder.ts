import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CommandError } from './read-command.ts';

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new CommandError(`${folder} cannot be read as a folder: choose another one.`);
  }
};

/** @throws CommandError when the folder is not empty, or is a file. */
export const refuseFull = (folder: string): void => {
  const [entry] = entriesOf(folder);
  if (entry === undefined) return;
  throw new CommandError(`${folder} is not empty (${entry}): name a folder that is new or empty.`);
};

/**
 * Writes all files of a folder or none: to a temporary folder beside it, which is then renamed.
 *
 * @param files Paths in the folder, and the content of each.
 */
export const writeFolder = (folder: string, files: Map<string, string | Buffer>): void => {
  // The first parent that did not exist, if any.
  const made = mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), content);
    }
    // Only its owner may open a folder made by mkdtemp.
    chmodSync(draft, 0o777 & ~process.umask());
    // An empty folder may exist, and not every system renames another one to it.
    rmSync(folder, { force: true, recursive: entriesOf(folder).length === 0 });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(made ?? draft, { recursive: true, force: true });
    throw error;
  }
};
