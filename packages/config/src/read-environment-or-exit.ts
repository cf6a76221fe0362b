import { type Environment, readEnvironment } from './environment.ts';

/**
 * Reads an app's environment at startup. If it is invalid, prints one line per variable and exits with status 1,
 * so that the server does not start only to fail for its first visitor. This is a module of its own because
 * `readEnvironment` is also part of edge bundles, which must not contain `process.exit`.
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
