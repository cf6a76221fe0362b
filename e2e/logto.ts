import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type AppName, applications } from '@repo/config';
import { problemOfClient, problemOfEndpoint } from '../scripts/logto.mjs';

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

/** Ends the suite before it starts if the other Logto cannot be used, or does not know an app. */
export const checkOtherLogto = async (apps: AppName[]): Promise<void> => {
  if (!otherLogto) return;
  const endpoint = otherLogto;
  const problem = await problemOfEndpoint(endpoint);
  const problems = problem
    ? [problem]
    : await Promise.all(
        apps.map((app) => {
          const { id, secret } = credentialsOf(app);
          return problemOfClient({ folder: `apps/${app}`, endpoint, appId: id, appSecret: secret });
        }),
      );
  const lines = problems.filter((line) => line !== undefined);
  if (lines.length === 0) return;
  console.error(lines.join('\n'));
  process.exit(1);
};
