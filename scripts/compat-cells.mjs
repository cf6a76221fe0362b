// The versions that `pnpm compat` runs the suite with. Each cell changes the catalog of pnpm-workspace.yaml, or Node.js.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appNames as allApps } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The apps that depend on a package. */
const appsWith = (library) =>
  allApps.filter((app) => {
    const manifest = readFileSync(join(root, 'apps', app, 'package.json'), 'utf8');
    return library in JSON.parse(manifest).dependencies;
  });

const nextApps = appsWith('next');
const expressApps = appsWith('@logto/express');

/** Next.js 15 has `middleware.ts` in place of `proxy.ts`, and runs it on Node.js only if configured to. */
const proxyToMiddleware = (folder) => {
  for (const app of nextApps) {
    const proxy = join(folder, 'apps', app, 'proxy.ts');
    const source = readFileSync(proxy, 'utf8')
      .replace('export const proxy =', 'export const middleware =')
      .replace('export const config = {', "export const config = { runtime: 'nodejs',");
    writeFileSync(proxy, source);
    renameSync(proxy, join(folder, 'apps', app, 'middleware.ts'));
  }
};

/** Only in the app, and with the types of Express 5: the protected API is not what is tested. */
const express4 = (folder) => {
  for (const app of expressApps) {
    const path = join(folder, 'apps', app, 'package.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"express": "catalog:"', '"express": "4.22.3"'));
  }
};

/**
 * - `versions`: replaces the catalog's versions; `latest` is the newest on npm.
 * - `adapt`: makes other changes that the copy of the repository needs.
 * - `note`: what a reader should know even if all tests pass.
 * - `gap`: why the cell is expected to fail. It is reported if it passes.
 */
export const cells = [
  { name: 'As pinned here', apps: allApps },
  {
    name: 'Newest of all',
    apps: allApps,
    versions: {
      next: 'latest',
      react: 'latest',
      'react-dom': 'latest',
      express: 'latest',
      '@logto/next': 'latest',
      '@logto/express': 'latest',
      '@logto/node': 'latest',
    },
  },
  {
    name: 'Next.js 15',
    apps: nextApps,
    // It uses TypeScript's JavaScript API, which version 7 does not have.
    versions: { next: '15.5.29', typescript: '5.9.3' },
    adapt: proxyToMiddleware,
    note: "needs TypeScript 5.9, and `proxy.ts` as `middleware.ts` with `runtime: 'nodejs'`",
  },
  { name: 'React 19.0', apps: nextApps, versions: { react: '19.0.0', 'react-dom': '19.0.0' } },
  {
    // The first version whose callbacks return to the page that required sign-in, in both routers.
    name: '@logto/next 4.2.7',
    apps: nextApps,
    versions: { '@logto/next': '4.2.7' },
    gap: 'before 4.2.11, concurrent requests share the state of one client',
  },
  { name: 'First @logto/express 3', apps: expressApps, versions: { '@logto/express': '3.0.13' } },
  {
    name: 'Express 4',
    apps: expressApps,
    adapt: express4,
    gap: 'Express 4 does not handle rejected promises of handlers: the first failing callback ends the process',
  },
  { name: 'Node.js 22', apps: allApps, node: '22' },
  { name: 'Node.js 24', apps: allApps, node: '24' },
];
