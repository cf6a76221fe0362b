import { createHash, randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';

const begin = /^# Written by "pnpm provision env" \((\w+)\)/;
const end = '# End of what "pnpm provision env" writes.';

const digest = (lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);

/** Separates the lines of this command's block from all others. An edited block counts as written by hand. */
const split = (lines: string[]): { own: string[]; others: string[] } => {
  const first = lines.findIndex((line) => begin.test(line));
  const last = lines.indexOf(end, first);
  if (first < 0 || last < 0) return { own: [], others: lines };
  const block = lines.slice(first + 1, last);
  const before = lines.slice(0, first);
  const after = lines.slice(last + 1);
  const isUntouched = begin.exec(lines[first] ?? '')?.[1] === digest(block);
  return isUntouched
    ? { own: block, others: [...before, ...after] }
    : { own: [], others: [...before, ...block, ...after] };
};

const valuesIn = (lines: string[]) => parseEnv(lines.join('\n'));

/**
 * Merges values into the content of a `.env.local` file: its own lines stay, and the values form a block at the end.
 *
 * @param values The values by name. A function creates a value if the file has none yet.
 * @returns The new content, and the names of the handwritten values that it replaces.
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
    `# Written by "pnpm provision env" (${digest(block)}). Put your own lines above.`,
    ...block,
    end,
  ];
  return { content: `${text === '' ? '' : `${text}\n\n`}${written.join('\n')}\n`, replaced };
};

/** The content of a file, or an empty string if there is none. */
export const readIfThere = async (path: string): Promise<string> =>
  existsSync(path) ? readFile(path, 'utf8') : '';

/** Writes a file that only its owner can read. If writing fails, the old file stays as it is. */
export const writePrivately = async (path: string, content: string): Promise<void> => {
  // Renaming would replace a symbolic link, so write to the file that it points to.
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
