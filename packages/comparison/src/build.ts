// Writes the comparison as one HTML file, from the figures of the last run and the sources as they are now.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare } from './comparison.ts';
import { readFigures } from './figures.ts';
import { type LinkTo, renderPage } from './page.tsx';
import { readStylesheet } from './stylesheet.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `SOURCE_ROOT_URL` is where the files of the repository can be read. By default links open them in VS Code. */
const linkTo: LinkTo = (file, line) => {
  const { SOURCE_ROOT_URL } = process.env;
  if (SOURCE_ROOT_URL) return `${SOURCE_ROOT_URL}/${file}${line ? `#L${line}` : ''}`;
  return `vscode://file${root}${file}${line ? `:${line}` : ''}`;
};

mkdirSync(new URL('../dist', import.meta.url), { recursive: true });
const page = renderPage(compare(readFigures()), readStylesheet(), linkTo);
writeFileSync(new URL('../dist/index.html', import.meta.url), page);
