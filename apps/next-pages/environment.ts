import { readEnvironment } from '@repo/config';

// Errors name the invalid variable and this file, where you can set it.
export const environment = readEnvironment('apps/next-pages/.env.local');
