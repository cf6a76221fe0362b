// Writes the comparison as one HTML file, from the figures of the last run and the sources as they are now.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare } from './comparison.ts';
import { readFigures } from './figures.ts';
import { type LinkTo, renderPage } from './page.tsx';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `SOURCE_ROOT_URL` is where the files of the repository can be read. By default links open them in VS Code. */
const linkTo: LinkTo = (file, line) => {
  const { SOURCE_ROOT_URL } = process.env;
  if (SOURCE_ROOT_URL) return `${SOURCE_ROOT_URL}/${file}${line ? `#L${line}` : ''}`;
  return `vscode://file${root}${file}${line ? `:${line}` : ''}`;
};

const stylesheets = [import.meta.resolve('@repo/ui/styles.css'), new URL('page.css', import.meta.url)];
const stylesheet = stylesheets.map((file) => readFileSync(new URL(file), 'utf8')).join('\n');

mkdirSync(new URL('../dist', import.meta.url), { recursive: true });
const page = renderPage(compare(readFigures()), stylesheet, linkTo);
writeFileSync(new URL('../dist/index.html', import.meta.url), page);
