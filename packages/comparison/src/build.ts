// Writes the comparison as one HTML file, from the figures of the last run and the sources as they are now.
import { mkdirSync, writeFileSync } from 'node:fs';
import { compare } from './comparison.ts';
import { readFigures } from './figures.ts';
import { type LinkTo, renderPage } from './page.tsx';
import { readScript, readStylesheet } from './page-parts.ts';

/** Where the files of the repository can be read: on the web, or in VS Code with `vscode://file/…`. */
const { SOURCE_ROOT_URL: root = '../../..' } = process.env;

const linkTo: LinkTo = (file, line) => {
  const mark = root.startsWith('vscode:') ? ':' : '#L';
  return `${root}/${file}${line ? `${mark}${line}` : ''}`;
};

mkdirSync(new URL('../dist', import.meta.url), { recursive: true });
const page = renderPage(
  compare(readFigures()),
  { stylesheet: readStylesheet(), script: readScript() },
  linkTo,
);
writeFileSync(new URL('../dist/index.html', import.meta.url), page);
