import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type AppName, applications } from '@repo/config';

/** The running Logto that `LOGTO_ENDPOINT` names, in place of the local ones that the suite starts. */
export const otherLogto = process.env.LOGTO_ENDPOINT?.replace(/\/+$/, '') || undefined;

/** An app's credentials at Logto. Another Logto generates its own, which the app's `.env.local` holds. */
export const credentialsOf = (app: AppName): { id: string; secret: string } => {
  if (!otherLogto) return applications[app];

  const file = `apps/${app}/.env.local`;
  const path = new URL(`../${file}`, import.meta.url);
  const variables = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  const { LOGTO_ENDPOINT: endpoint, LOGTO_APP_ID: id, LOGTO_APP_SECRET: secret } = variables;
  if (endpoint?.replace(/\/+$/, '') === otherLogto && id && secret) return { id, secret };

  console.error(
    `${file} does not point to ${otherLogto}, which LOGTO_ENDPOINT names: run "pnpm provision env"`,
  );
  process.exit(1);
};
