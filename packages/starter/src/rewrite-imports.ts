import { dirname, relative } from 'node:path/posix';
import MagicString from 'magic-string';
import type { Link, Reached } from './follow-imports.ts';
import type { Name } from './parse-module.ts';
import type { Target } from './resolve-specifier.ts';

type Options = {
  /** Where the project has the file itself. */
  place: string;
  /** Where it has any other one. */
  placeOf: (file: string) => string;
  /** Whether its relative imports name files with their ending. */
  withEnding: boolean;
};

const lineWidth = 110;

const pathTo = (file: string, { place, placeOf, withEnding }: Options): string => {
  const path = relative(dirname(place), placeOf(file));
  const relativePath = path.startsWith('.') ? path : `./${path}`;
  return withEnding ? relativePath : relativePath.replace(/\.tsx?$/, '');
};

const specifierOf = (target: Target, written: string, options: Options): string => {
  if (target.kind !== 'file') return written;
  return target.choice?.name ?? pathTo(target.file, options);
};

const importOf = (names: Name[], specifier: string): string => {
  const onlyTypes = names.every(({ isType }) => isType);
  const words = names.map(
    ({ imported, local, isType }) =>
      `${isType && !onlyTypes ? 'type ' : ''}${imported === local ? local : `${imported} as ${local}`}`,
  );
  const begin = onlyTypes ? 'import type' : 'import';
  const line = `${begin} { ${words.join(', ')} } from '${specifier}';`;
  return line.length <= lineWidth
    ? line
    : `${begin} {\n${words.map((word) => `  ${word},\n`).join('')}} from '${specifier}';`;
};

const rewriteLink = (text: MagicString, { reference, parts }: Link, options: Options): void => {
  const { specifier, start, end, statement } = reference;
  const [only] = parts;
  const isRenamed = only?.names.some(({ imported }, index) => imported !== statement?.names[index]?.imported);
  if (only && parts.length === 1 && !isRenamed) {
    const rewritten = specifierOf(only.target, specifier, options);
    if (rewritten !== specifier) text.overwrite(start, end, rewritten);
    return;
  }
  if (!statement) return;
  const lines = parts.map(({ target, names }) => importOf(names, specifierOf(target, specifier, options)));
  text.overwrite(statement.start, statement.end, lines.join('\n'));
};

/** @returns The text of a file in which every import leads to where the project has what is imported. */
export const rewriteImports = ({ source, links }: Reached, options: Options): string => {
  const text = new MagicString(source);
  for (const link of links) rewriteLink(text, link, options);
  return text.toString();
};
