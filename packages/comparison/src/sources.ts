import { readFileSync } from 'node:fs';
import type { Excerpt } from './flows.ts';

/** Returns the text of a file, by its path in the repository. */
export type Read = (path: string) => string;

export const readSource: Read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Lines of a file as they are shown: without the indentation that they share, and without region markers. */
export type Code = {
  file: string;
  text: string;
  /** The number in the file of the line with the call, or else of the first line. */
  line: number;
  /** How that line begins, or the call. */
  call: string;
};

/**
 * Reads the lines that an excerpt describes.
 *
 * @throws Error that names the file and the text if it is missing or occurs more than once.
 */
export const readCode = ({ file, from, to, call }: Excerpt, read = readSource): Code => {
  const wrong = (what: string) => new Error(`${file} ${what}: change packages/comparison/src/flows.ts`);
  const lines = read(file).split('\n');
  const begins = (text: string) => (line: string) => line.trimStart().startsWith(text);

  const first = lines.findIndex(begins(from));
  if (first === -1) throw wrong(`has no line that begins with ${from}`);
  if (lines.findLastIndex(begins(from)) > first) throw wrong(`has several lines that begin with ${from}`);

  const last = to === undefined ? first : lines.findIndex((line, index) => index > first && begins(to)(line));
  if (last === -1) throw wrong(`has no line that begins with ${to} after ${from}`);

  const shown = lines.slice(first, last + 1);
  const place = call === undefined ? 0 : shown.findIndex((line) => line.includes(call));
  if (place === -1) throw wrong(`has no ${call} between ${from} and ${to ?? 'the end of that line'}`);

  const text = shown.filter((line) => !/^\s*\/\/ #(end)?region/.test(line));
  const indentations = text.filter(Boolean).map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indentations);
  return {
    file,
    text: text.map((line) => line.slice(shared)).join('\n'),
    line: first + place + 1,
    call: call ?? from,
  };
};

/**
 * Finds the whole first cells of rows of docs/pitfalls.md by how they begin.
 *
 * @throws Error that names the text that no row, or more than one, begins with.
 */
export const readPitfalls = (beginnings: readonly string[] = [], read = readSource): string[] => {
  const rows = read('docs/pitfalls.md').match(/(?<=^\| ).+?(?= *\|)/gm) ?? [];
  return beginnings.map((beginning) => {
    const [row, another] = rows.filter((candidate) => candidate.startsWith(beginning));
    if (row && !another) return row;
    const found = row ? 'several rows that begin' : 'no row that begins';
    throw new Error(
      `docs/pitfalls.md has ${found} with "${beginning}": change packages/comparison/src/flows.ts`,
    );
  });
};
