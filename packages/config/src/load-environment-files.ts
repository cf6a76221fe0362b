import { existsSync } from 'node:fs';

/**
 * Loads `.env.local` and `.env` from the working directory, for apps whose framework does not.
 * The first value wins, as in Next.js: the process's own, then `.env.local`, then `.env`.
 */
export const loadEnvironmentFiles = (): void => {
  for (const path of ['.env.local', '.env']) {
    if (existsSync(path)) process.loadEnvFile(path);
  }
};
