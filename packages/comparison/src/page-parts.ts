import { readFileSync } from 'node:fs';

/** The stylesheet of the apps' pages, and then that of the comparison. */
export const readStylesheet = (): string =>
  [import.meta.resolve('@repo/ui/styles.css'), new URL('page.css', import.meta.url)]
    .map((file) => readFileSync(new URL(file), 'utf8'))
    .join('\n');

/** The script that runs flows again. */
export const readScript = (): string => readFileSync(new URL('live.js', import.meta.url), 'utf8');
