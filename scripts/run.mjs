// `pnpm starter …` and `pnpm provision …`: builds the package of that name and runs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildQuietly, checkNode, install } from './setup.mjs';

const [name, ...parameters] = process.argv.slice(2);
const folder = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));

await checkNode();
if (!existsSync(`${folder}/node_modules`)) await install();
await buildQuietly(`packages/${name}`);

const { status } = spawnSync(process.execPath, [`${folder}/dist/main.js`, ...parameters], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
