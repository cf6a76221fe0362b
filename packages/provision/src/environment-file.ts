import { createHash, randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';

const begin = /^# Written by "pnpm provision env" \((\w+)\)/;
const end = '# End of what "pnpm provision env" writes.';

const digest = (lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);

/** The lines that this command wrote and nobody has touched since, and all others. */
const split = (lines: string[]): { own: string[]; others: string[] } => {
  const first = lines.findIndex((line) => begin.test(line));
  const last = lines.indexOf(end, first);
  if (first < 0 || last < 0) return { own: [], others: lines };
  const own = lines.slice(first + 1, last);
  const isUntouched = begin.exec(lines[first] ?? '')?.[1] === digest(own);
  const around = [...lines.slice(0, first), ...lines.slice(last + 1)];
  return isUntouched
    ? { own, others: around }
    : { own: [], others: [...lines.slice(0, first), ...own, ...lines.slice(last + 1)] };
};

const valuesIn = (lines: string[]) => parseEnv(lines.join('\n'));

/**
 * Works out what a `.env.local` file is to hold: its own lines stay, and the values come in a block at its end.
 *
 * @param values What the file is to say. A function makes up a value where the file has none yet.
 * @returns The new content, and the names of values that a person wrote and that it replaces.
 */
export const mergeEnvironment = (
  content: string,
  values: Record<string, string | (() => string)>,
): { content: string; replaced: string[] } => {
  const { own, others } = split(content.split(/\r?\n/));
  const byHand = valuesIn(others);
  const earlier = valuesIn(own);

  const replaced: string[] = [];
  const dropped = new Set<string>();
  const block: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const present = byHand[name];
    const wanted = typeof value === 'string' ? value : present || earlier[name] || value();
    if (present === wanted) continue;
    if (present) replaced.push(name);
    dropped.add(name);
    block.push(`${name}=${wanted}`);
  }
  const kept = others.filter((line) => !dropped.has(/^\s*(?:export\s+)?(\w+)\s*=/.exec(line)?.[1] ?? ''));
  const text = kept.join('\n').trimEnd();
  if (block.length === 0) return { content: text === '' ? '' : `${text}\n`, replaced };

  const written = [
    `# Written by "pnpm provision env" (${digest(block)}); lines of your own belong above.`,
    ...block,
    end,
  ];
  return { content: `${text === '' ? '' : `${text}\n\n`}${written.join('\n')}\n`, replaced };
};

/** The content of a file, or nothing where there is none. */
export const readIfThere = async (path: string): Promise<string> =>
  existsSync(path) ? readFile(path, 'utf8') : '';

/** Writes a file that only its owner may read: all of it or, when something fails, nothing. */
export const writePrivately = async (path: string, content: string): Promise<void> => {
  // A link to the file is followed: renaming would put a file in its place.
  const target = existsSync(path) ? realpathSync(path) : path;
  const draft = join(dirname(target), `.env.${randomBytes(6).toString('hex')}.local`);
  try {
    await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};
