import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type AppName, applications } from '@repo/config';

/** The Logto that `LOGTO_ENDPOINT` names, instead of local ones that the suite starts. */
export const otherLogto = process.env.LOGTO_ENDPOINT?.replace(/\/+$/, '') || undefined;

/** How an app identifies itself at Logto. Another Logto made that up itself, and the app's `.env.local` holds it. */
export const credentialsOf = (app: AppName): { id: string; secret: string } => {
  if (!otherLogto) return applications[app];

  const file = `apps/${app}/.env.local`;
  const path = new URL(`../${file}`, import.meta.url);
  const variables = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  const { LOGTO_ENDPOINT: endpoint, LOGTO_APP_ID: id, LOGTO_APP_SECRET: secret } = variables;
  if (endpoint?.replace(/\/+$/, '') === otherLogto && id && secret) return { id, secret };

  console.error(
    `${file} does not lead to ${otherLogto}, which LOGTO_ENDPOINT names: run "pnpm provision env"`,
  );
  process.exit(1);
};
