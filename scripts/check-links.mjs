// `pnpm links`: checks that every link of the documentation leads to a file, a heading or the line with the code it names.
// `pnpm links --fix` repairs links to lines whose code has moved.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const shouldFix = process.argv.includes('--fix');
// In the text of a link, brackets count only outside of backticks: `['/a'], b` is code.
const link = /\[((?:`[^`]*`|\[[^\]]*\]|[^`[\]])*)\]\(([^)\s]+)\)/g;

const linesOf = (path) => readFileSync(path, 'utf8').split('\n');

/** Whether a line is the code that a link names, and not a comment. */
const does = (line, code) => line.includes(code) && !/^\s*(\/\/|\/?\*)/.test(line);

/** Makes the anchor of a heading as GitHub does. */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Returns what is wrong with a link, if anything, and the correct anchor, if it is known. */
const check = (text, path, anchor) => {
  if (!existsSync(path)) return { wrong: 'there is no such file' };
  if (!anchor) return {};

  const lines = linesOf(path);
  const [, number] = /^L(\d+)$/.exec(anchor) ?? [];
  if (!number) {
    const headings = lines
      .filter((line) => line.startsWith('#'))
      .map((line) => slug(line.replace(/^#+ /, '')));
    return headings.includes(anchor) ? {} : { wrong: 'there is no such heading' };
  }

  const [, code] = /^`(.+)`$/.exec(text) ?? [];
  if (!code) return { wrong: 'the text of a link to a line must be the code in that line, in backticks' };
  if (does(lines[number - 1] ?? '', code)) return {};

  const place = lines.findIndex((line) => does(line, code)) + 1;
  return place === 0
    ? { wrong: `${code} is not in that file` }
    : { wrong: `${code} is in line ${place}: run pnpm links --fix`, right: `L${place}` };
};

// The links of a template are those of the project that it becomes.
const pattern = ['*.md', ':!packages/starter/template'];
const documents = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', ...pattern],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n');

const faults = [];
let count = 0;
for (const document of documents) {
  const source = join(root, document);
  const fixed = linesOf(source).map((line, index) =>
    line.replaceAll(link, (whole, text, target) => {
      if (/^[a-z]+:/.test(target)) return whole;
      count += 1;
      const [file, anchor] = decodeURIComponent(target).split('#');
      const { wrong, right } = check(text, file ? join(root, dirname(document), file) : source, anchor);
      if (wrong && right && shouldFix) return whole.replace(`#${anchor})`, `#${right})`);
      if (wrong) faults.push(`${document}:${index + 1}: ${target}: ${wrong}`);
      return whole;
    }),
  );
  if (shouldFix) writeFileSync(source, fixed.join('\n'));
}

for (const message of faults) console.error(message);
console.log(`${count} links in ${documents.length} documents, ${faults.length} wrong`);
process.exit(faults.length === 0 ? 0 : 1);
