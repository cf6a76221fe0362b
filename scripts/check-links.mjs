// `pnpm links`: every link of the documentation leads to a file, a heading or the very line that it names.
// `pnpm links --fix` mends links to lines whose code has moved.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mayMend = process.argv.includes('--fix');
const link = /\[([^\]]*(?:\[[^\]]*\][^\]]*)*)\]\(([^)\s]+)\)/g;

const linesOf = (path) => readFileSync(path, 'utf8').split('\n');

/** Whether a line does what a link names, and does not only speak of it: in a comment, or in a page's footer. */
const does = (line, code) => line.includes(code) && !/^\s*(\/\/|\/?\*)|\bsource\(/.test(line);

/** GitHub's way from a heading to its anchor. */
const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Gives what is wrong with a link, if anything, and the anchor it should have, where that can be told. */
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
  if (!code) return { wrong: 'the text of a link to a line is the code that stands there, in backticks' };
  if (does(lines[number - 1] ?? '', code)) return {};

  const place = lines.findIndex((line) => does(line, code)) + 1;
  return place === 0
    ? { wrong: `${code} is not in that file` }
    : { wrong: `${code} is in line ${place}: pnpm links --fix`, right: `L${place}` };
};

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n');

const faults = [];
let count = 0;
for (const document of documents) {
  const source = join(root, document);
  const mended = linesOf(source).map((line, index) =>
    line.replaceAll(link, (whole, text, target) => {
      if (/^[a-z]+:/.test(target)) return whole;
      count += 1;
      const [file, anchor] = decodeURIComponent(target).split('#');
      const { wrong, right } = check(text, file ? join(root, dirname(document), file) : source, anchor);
      if (wrong && right && mayMend) return whole.replace(`#${anchor})`, `#${right})`);
      if (wrong) faults.push(`${document}:${index + 1}: ${target}: ${wrong}`);
      return whole;
    }),
  );
  if (mayMend) writeFileSync(source, mended.join('\n'));
}

for (const message of faults) console.error(message);
console.log(`${count} links in ${documents.length} documents, ${faults.length} wrong`);
process.exit(faults.length === 0 ? 0 : 1);
