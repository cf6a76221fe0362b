// `pnpm starter:sizes`: writes the sizes of projects to docs/your-own-product.md, lines in hundreds. `--check` fails if one is
// wrong by a tenth, so that not every change of an app must write them again.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppName, appNames, apps } from '@repo/config';
import { createProject } from '../create-project.ts';
import { readCommand } from '../read-command.ts';
import { repository } from '../repository.ts';

const variants = [
  '--no-local-logto',
  '--no-local-logto --organizations',
  '--no-local-logto --connectors',
  '--no-local-logto --redis',
  '--no-local-logto --permissions',
  '--no-local-logto --several-addresses',
  '--no-local-logto --with-lessons',
  '',
];

const sizeOf = (app: AppName, options: string): string => {
  const command = readCommand([app, '/my-app', ...options.split(' ').filter(Boolean)], '/');
  const files = createProject(command);
  const lines = [...files.values()].reduce((sum, content) => sum + String(content).split('\n').length - 1, 0);
  return `${files.size} files, ${Math.round(lines / 100) * 100} lines`;
};

const rows = variants.map((options) => [
  options ? `\`${options}\`` : 'no option: with local Logto and the API',
  ...appNames.map((app) => sizeOf(app, options)),
]);
const head = ['', ...appNames.map((app) => apps[app].title)];
const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const document = join(repository, 'docs/your-own-product.md');
const written = readFileSync(document, 'utf8');
const [start, end] = ['<!-- sizes -->\n', '<!-- end of sizes -->'];
const before = written.slice(0, written.indexOf(start) + start.length);
const after = written.slice(written.indexOf(end));
const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
const text = execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=your-own-product.md'], {
  cwd: repository,
  input: `${before}\n${table}\n\n${after}`,
  encoding: 'utf8',
});
const numbersIn = (part: string) => (part.match(/\d+/g) ?? []).map(Number);
const current = numbersIn(table);
const isCurrent = (numbers: number[]) =>
  numbers.length === current.length &&
  numbers.every((number, index) => Math.abs(number / (current[index] ?? 0) - 1) < 0.1);

if (!process.argv.includes('--check')) writeFileSync(document, text);
else if (!isCurrent(numbersIn(written.slice(before.length, written.indexOf(end))))) {
  console.error('docs/your-own-product.md has other sizes: run pnpm starter:sizes');
  process.exit(1);
}
