// `pnpm starter:test [APP…]`: writes a project from each app outside of the repository, installs, checks and builds it
// there with npm alone, runs its own tests, and then the one end-to-end suite against it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNames } from '@repo/config';
import { createProject } from '../src/create-project.ts';
import { repository } from '../src/rooms.ts';
import { writeFolder } from '../src/write-folder.ts';

const asked = process.argv.slice(2).filter((parameter) => parameter !== '--');
const apps = appNames.filter((app) => asked.length === 0 || asked.includes(app));
if (apps.length < asked.length) throw new Error(`Choose from ${appNames.join(', ')}`);

const folder = join(mkdtempSync(join(tmpdir(), 'starters-')), 'apps');

const run = (title: string, command: string, cwd: string, environment: Record<string, string> = {}) => {
  const begin = performance.now();
  console.log(`\n── ${title}: ${command}`);
  // What pnpm tells its scripts would have npm warn of settings that it does not know.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(own), NEXT_TELEMETRY_DISABLED: '1', ...environment };
  const { status } = spawnSync(command, { cwd, env, shell: true, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${title}: ${command} failed in ${cwd}`);
  console.log(`✔ ${title}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
};

for (const app of apps) {
  const project = join(folder, app);
  writeFolder(project, createProject({ app, folder: project, name: `my-${app}`, withLocalLogto: true }));

  run(app, 'npm install --prefer-offline --no-audit --no-fund', project);
  run(app, 'npm run typecheck', project);
  run(app, 'npm test', project);
  run(app, 'pnpm --silent exec playwright test', join(repository, 'e2e'), {
    E2E_APPS: app,
    E2E_APPS_FOLDER: folder,
  });
}
rmSync(join(folder, '..'), { recursive: true });
console.log(`\n${apps.join(', ')}: written, installed, built and tested outside of the repository`);
