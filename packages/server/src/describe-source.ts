import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where a page's code is, for display. */
export type SourceDescription = {
  /** The path of the file. */
  file: string;
  /** The code in that file that matters. */
  call?: string;
  /** The number of its line, and the lines around it. Missing where the file is not, as in a container. */
  excerpt?: { line: number; text: string };
  /** A link to the line. */
  url?: string;
};

const before = 2;
const after = 4;

const withoutIndentation = (lines: string[]) => {
  const indentations = lines.filter(Boolean).map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indentations))).join('\n');
};

// Ends at empty lines, so that it shows one thought.
const excerptOf = (text: string, call: string) => {
  const start = text.indexOf(call);
  if (start < 0) return undefined;

  const place = text.slice(0, start).split('\n').length - 1;
  const lines = text.split('\n');
  const above = lines.slice(Math.max(0, place - before), place);
  const below = lines.slice(place, place + after);
  const end = below.indexOf('');
  const shown = [...above.slice(above.lastIndexOf('') + 1), ...(end < 0 ? below : below.slice(0, end))];
  return { line: place + 1, text: withoutIndentation(shown) };
};

// In VS Code a line follows a colon, in a repository on the web a hash.
const linkTo = (url: string, line: number | undefined) =>
  line === undefined ? url : `${url}${url.startsWith('vscode:') ? ':' : '#L'}${line}`;

/**
 * Describes the source code of a page: its file, a call in it, and the lines around the call.
 *
 * @param file The path from the folder in which the server runs.
 * @param options.folderUrl The URL of that folder. By default, an app on this machine (`isLocal`) opens the file in VS Code;
 *   nobody else should learn where it is.
 */
export const describeSource = (
  file: string,
  {
    call,
    isLocal,
    folderUrl,
  }: { call?: string | undefined; isLocal: boolean; folderUrl?: string | undefined },
): SourceDescription => {
  const folder = process.cwd();
  const base = folderUrl || (isLocal ? `vscode://file${pathToFileURL(folder).pathname}` : undefined);
  const path = join(/* turbopackIgnore: true */ folder, file);
  const excerpt = call && existsSync(path) ? excerptOf(readFileSync(path, 'utf8'), call) : undefined;
  return {
    file,
    ...(call && { call }),
    ...(excerpt && { excerpt }),
    ...(base && { url: linkTo(`${base}/${file}`, excerpt?.line) }),
  };
};
