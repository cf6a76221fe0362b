import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './read-command.ts';

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new UsageError(`${folder} cannot be read as a folder: choose another one.`);
  }
};

/** @throws UsageError when the folder has something in it, or is none. */
export const refuseFull = (folder: string): void => {
  const [entry] = entriesOf(folder);
  if (entry === undefined) return;
  throw new UsageError(`${folder} is not empty (${entry}): name a folder that is new or empty.`);
};

/**
 * Writes a folder as a whole or not at all: beside its place first, then it is moved there.
 *
 * @param files Paths in the folder, and the content of each.
 */
export const writeFolder = (folder: string, files: Map<string, string | Buffer>): void => {
  // The first of the parents that were not there, if any.
  const made = mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), content);
    }
    // As any new folder: the draft was for its maker only.
    chmodSync(draft, 0o777 & ~process.umask());
    // It may be there and empty, which not every system lets a folder be moved to.
    rmSync(folder, { force: true, recursive: entriesOf(folder).length === 0 });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(made ?? draft, { recursive: true, force: true });
    throw error;
  }
};
