import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path/posix';
import type { Mark } from './marks.ts';
import { CommandError } from './read-command.ts';
import { repository } from './repository.ts';

/**
 * Leaves out the regions of a text that are not wanted, and the lines that mark the others: `#region NAME` and
 * `#endregion` in a comment of any language.
 *
 * @param file Named in errors.
 * @throws CommandError when a region is not closed.
 */
export const keepRegions = (file: string, text: string, wanted: ReadonlySet<string>): string => {
  const open: string[] = [];
  const lines = text.split('\n').filter((line) => {
    const [, name] = /#region ([\w-]+)/.exec(line) ?? [];
    if (name) open.push(name);
    const isEnd = line.includes('#endregion');
    if (isEnd && !open.pop()) throw new CommandError(`${file}: #endregion without #region`);
    return !name && !isEnd && open.every((one) => wanted.has(one));
  });
  if (open.length > 0) throw new CommandError(`${file}: #region ${open[0]} has no #endregion`);
  return lines.join('\n');
};

/** @throws CommandError when a marked text is not there any more: the list of marks must follow the app. */
export const replaceMarks = (file: string, text: string, marks: Mark[]): string =>
  marks.reduce((replaced, mark) => {
    if (!replaced.includes(mark.text))
      throw new CommandError(`${file} no longer has the marked text ${mark.text}`);
    return replaced.replaceAll(mark.text, mark.replacement);
  }, text);

/** Formats files and removes the imports that nothing uses any more, with Biome in this repository's settings. */
export const tidy = (files: ReadonlyMap<string, string>): Map<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), 'tidy-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    // Beside the files, because Biome may read every file of the project that its settings belong to.
    copyFileSync(join(repository, 'biome.json'), join(folder, 'biome.json'));
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    // What leaving out regions can make wrong.
    const rules = [
      'correctness/noUnusedImports',
      'style/useImportType',
      'style/useConst',
      'source/organizeImports',
    ];
    const settings = ['--write', '--unsafe', '--vcs-enabled=false', `--config-path=${folder}`];
    execFileSync(
      process.execPath,
      [biome, 'check', ...rules.map((rule) => `--only=${rule}`), ...settings, folder],
      { stdio: 'pipe' },
    );
    return new Map([...files.keys()].map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
