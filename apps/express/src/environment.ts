import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { readEnvironmentOrExit } from '@repo/config/read-environment-or-exit';

loadEnvironmentFiles();
// Errors name the invalid variable and this file, where you can set it.
export const environment = readEnvironmentOrExit('apps/express/.env.local');
