import { existsSync } from 'node:fs';

/**
 * Loads `.env.local` and `.env` of the folder that the app starts in, for apps whose framework does not do it.
 * The first value wins, as in Next.js: the process's own, then `.env.local`, then `.env`.
 */
export const loadEnvironmentFiles = (): void => {
  for (const path of ['.env.local', '.env']) {
    if (existsSync(path)) process.loadEnvFile(path);
  }
};
