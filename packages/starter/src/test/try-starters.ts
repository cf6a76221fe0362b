// `pnpm starter:test [APP…]`: writes projects from each app outside of this repository, installs and builds them there, runs
// their own tests, does what their README says, and runs the end-to-end suite against the variant with lessons.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppName, appNames } from '@repo/config';
import { createProject } from '../create-project.ts';
import { readCommand } from '../read-command.ts';
import { repository } from '../repository.ts';
import { writeFolder } from '../write-folder.ts';
import { run, stopAll } from './processes.ts';
import { doReadmeTasks, testAgainstLogto } from './readme-tasks.ts';

const asked = process.argv.slice(2).filter((parameter) => parameter !== '--');
const apps = appNames.filter((app) => asked.length === 0 || asked.includes(app));
if (apps.length < asked.length) throw new Error(`Choose from ${appNames.join(', ')}`);

const parent = mkdtempSync(join(tmpdir(), 'starters-'));

const create = (app: AppName, folder: string, ...options: string[]) =>
  createProject({ ...readCommand([app, folder, ...options], parent), name: `my-${app}` });

const tryStarter = async (app: AppName) => {
  const project = join(parent, `my-${app}`);
  writeFolder(project, create(app, project, '--permissions'));
  await run('npm install --prefer-offline --no-audit --no-fund', { cwd: project });
  await run('npm run typecheck', { cwd: project });
  await doReadmeTasks(project, app);
  await run('npm run typecheck', { cwd: project });
  await run('npm test', { cwd: project });

  const remote = join(parent, `remote-${app}`);
  writeFolder(remote, create(app, remote, '--no-local-logto'));
  cpSync(join(project, 'node_modules'), join(remote, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await run('npm run typecheck', { cwd: remote });
  await testAgainstLogto(remote, project);

  for (const path of ['local-logto', 'api', 'test', 'playwright.config.ts']) {
    rmSync(join(project, path), { recursive: true });
  }
  await run('npm run typecheck && npm run build', { cwd: project });
  console.log('✔ README: the local Logto is removed');

  const lessons = join(parent, 'apps', app);
  writeFolder(lessons, create(app, lessons, '--with-lessons'));
  const install = app === 'express' ? 'pnpm install' : 'npm install --no-audit --no-fund';
  await run(`${install} --prefer-offline`, { cwd: lessons });
  await run('npm run typecheck', { cwd: lessons });
  await run('npm run build', { cwd: lessons });
  await run('pnpm --silent exec playwright test', {
    cwd: join(repository, 'e2e'),
    environment: { E2E_APPS: app, E2E_APPS_FOLDER: join(parent, 'apps') },
  });
};

try {
  for (const app of apps) await tryStarter(app);
  console.log(`\n${apps.join(', ')}: written, installed, built and tested outside of the repository`);
} finally {
  await stopAll();
  rmSync(parent, { recursive: true });
}
