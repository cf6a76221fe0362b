import { readEnvironment } from '@repo/config';

// An error names the variable that is wrong and tells you to set it in this file.
export const environment = readEnvironment('apps/next-pages/.env.local');
