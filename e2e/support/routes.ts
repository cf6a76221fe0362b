import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { appsFolder } from '../apps.ts';

/** Reads one of the files in which a build of Next.js lists its routes. */
export const readManifest = async (path: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(`${appsFolder}/${path}`, 'utf8'));

/** Of these routes, those that a signed-out visitor is not asked to sign in for. */
export const publicRoutes = async (request: APIRequestContext, routes: string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const route of routes) {
    const headers = (await request.get(route, { maxRedirects: 0 })).headers();
    const isAsked = headers.location?.includes('returnTo=') || headers['www-authenticate'];
    if (!isAsked) found.push(route);
  }
  return found.sort();
};
