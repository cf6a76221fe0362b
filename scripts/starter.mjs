// `pnpm starter APP FOLDER`: builds and runs packages/starter, which writes a project of its own from an app.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './programs.mjs';
import { checkNode, pnpm } from './setup.mjs';

const starter = join(import.meta.dirname, '../packages/starter');

const run = async (parameters) => {
  let output = '';
  const status = await pnpm(parameters, (text) => {
    output += text;
  });
  if (status !== 0) await fail(`pnpm ${parameters.join(' ')} failed:\n\n${output}`);
};

await checkNode();
if (!existsSync(join(starter, 'node_modules'))) {
  console.log('… Install packages with pnpm');
  await run(['install', '--frozen-lockfile']);
}
await run(['exec', 'turbo', 'run', 'build', '--filter=@repo/starter', '--output-logs=errors-only']);

const { status } = spawnSync(process.execPath, [join(starter, 'dist/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
