import { dirname, relative } from 'node:path/posix';
import MagicString from 'magic-string';
import type { Reached } from './follow-imports.ts';
import type { Name } from './parse-module.ts';
import type { Target } from './resolve-specifier.ts';

type Options = {
  /** Where the project has the file. */
  place: string;
  /** Where the project has any other file. */
  placeOf: (file: string) => string;
  /** Whether relative imports name files with their ending. */
  withEnding: boolean;
};

const pathTo = (file: string, { place, placeOf, withEnding }: Options): string => {
  const path = relative(dirname(place), placeOf(file));
  const relativePath = path.startsWith('.') ? path : `./${path}`;
  return withEnding ? relativePath : relativePath.replace(/\.tsx?$/, '');
};

const specifierOf = (target: Target, written: string, options: Options): string => {
  if (target.kind !== 'file') return written;
  return target.conditional?.name ?? pathTo(target.file, options);
};

const importOf = (names: Name[], specifier: string): string => {
  const words = names.map(
    ({ imported, local, isType }) =>
      `${isType ? 'type ' : ''}${imported === local ? local : `${imported} as ${local}`}`,
  );
  return `import { ${words.join(', ')} } from '${specifier}';`;
};

/** Returns the text of a file whose imports lead to where the project has the files. */
export const rewriteImports = ({ source, links }: Reached, options: Options): string => {
  const text = new MagicString(source);
  for (const { reference, parts } of links) {
    const { specifier, start, end, statement } = reference;
    const [only] = parts;
    const isRenamed = only?.names.some(
      ({ imported }, index) => imported !== statement?.names[index]?.imported,
    );
    if (only && parts.length === 1 && !isRenamed) {
      const rewritten = specifierOf(only.target, specifier, options);
      if (rewritten !== specifier) text.overwrite(start, end, rewritten);
    } else if (statement) {
      const lines = parts.map(({ target, names }) =>
        importOf(names, specifierOf(target, specifier, options)),
      );
      text.overwrite(statement.start, statement.end, lines.join('\n'));
    }
  }
  return text.toString();
};
