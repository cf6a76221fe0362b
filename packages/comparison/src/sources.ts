import { readFileSync } from 'node:fs';
import type { Excerpt } from './flows.ts';

/** The folder of the repository. */
export const root = new URL('../../../', import.meta.url);

/** Lines of a file as they are shown: without their common indentation. */
export type Code = { file: string; lines: string[]; firstLine: number; call: { line: number; text: string } };

const indentationOf = (line: string): number => line.length - line.trimStart().length;

/**
 * Reads the lines that an excerpt describes.
 *
 * @param read Returns the text of a file of the repository.
 * @throws Error that names the file and the text, if it has no such lines, or more than one line that begins so.
 */
export const readCode = (
  { file, from, to, call }: Excerpt,
  read = (path: string) => readFileSync(new URL(path, root), 'utf8'),
): Code => {
  const lines = read(file).split('\n');
  const begins = (text: string) => (line: string) => line.trimStart().startsWith(text);
  const cure = 'change src/flows.ts of packages/comparison';

  const first = lines.findIndex(begins(from));
  if (first === -1) throw new Error(`${file} has no line that begins with ${from}: ${cure}`);
  if (lines.findLastIndex(begins(from)) !== first)
    throw new Error(`${file} has several lines that begin with ${from}: ${cure}`);

  const length = to === undefined ? 1 : 1 + lines.slice(first).findIndex((line, index) => index > 0 && begins(to)(line));
  ...
};
