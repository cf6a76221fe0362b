import { type Environment, readEnvironment } from './environment.ts';

// Apart from `readEnvironment`, which edge bundles import: they must not contain `process.exit`.
/**
 * Reads an app's environment at startup. If it is invalid, prints one line per variable and exits with status 1,
 * so that the server does not start only to fail for its first visitor.
 *
 * @param file The file that a message tells the reader to change, such as `.env.local`.
 */
export const readEnvironmentOrExit = (file: string): Environment => {
  try {
    return readEnvironment(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
