import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { readEnvironmentOrExit } from '@repo/config/read-environment-or-exit';

loadEnvironmentFiles();
// An error names the variable that is wrong and tells you to set it in this file.
export const environment = readEnvironmentOrExit('apps/express/.env.local');
