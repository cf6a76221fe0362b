import { type Environment, readEnvironment } from './environment.ts';

/**
 * Reads an app's environment when its server starts. What cannot be used ends the process there, with a line
 * for each variable to mend, and not at the first visitor.
 *
 * @param file The file that a message tells the reader to mend, such as `apps/express/.env.local`.
 */
export const readEnvironmentOrExit = (file: string): Environment => {
  try {
    return readEnvironment(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
