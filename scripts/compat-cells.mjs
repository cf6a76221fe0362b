// What `pnpm compat` runs the suite with. Each cell changes the catalog of pnpm-workspace.yaml, or the Node.js.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nextApps = ['next-pages', 'next-app'];
const allApps = [...nextApps, 'express'];

/** Next.js 15 calls `proxy.ts` middleware, and runs it on Node.js only when told. */
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

/** In the app alone, with the types of Express 5: the protected API is not what is tried. */
const express4 = (folder) => {
  const path = join(folder, 'apps/express/package.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"express": "catalog:"', '"express": "4.22.3"'));
};

/**
 * - `versions`: what replaces the catalog's versions; `latest` is the newest at that time.
 * - `adapt`: what else a copy of the repository needs.
 * - `note`: what a reader should know, also when all passes.
 * - `gap`: why the cell is known to fail. It is a surprise, then, when it passes.
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
    // It uses the programming interface of TypeScript, which version 7 does not have.
    versions: { next: '15.5.29', typescript: '5.9.3' },
    adapt: proxyToMiddleware,
    note: "needs TypeScript 5.9, and `proxy.ts` as `middleware.ts` with `runtime: 'nodejs'`",
  },
  { name: 'React 19.0', apps: nextApps, versions: { react: '19.0.0', 'react-dom': '19.0.0' } },
  {
    // The first whose callbacks lead back to the page that asked for sign-in, in both routers.
    name: '@logto/next 4.2.7',
    apps: nextApps,
    versions: { '@logto/next': '4.2.7' },
    gap: 'before 4.2.11, requests at the same moment share the state of one client, as its source says',
  },
  { name: 'First @logto/express 3', apps: ['express'], versions: { '@logto/express': '3.0.13' } },
  {
    name: 'Express 4',
    apps: ['express'],
    adapt: express4,
    gap: 'Express 4 does not wait for what a handler promises: the first callback that fails ends the process',
  },
  { name: 'Node.js 22', apps: allApps, node: '22' },
  { name: 'Node.js 24', apps: allApps, node: '24' },
];
