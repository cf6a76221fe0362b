import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { appNames, apps, applicationOf as registered } from '@repo/config';
import { problemOfClient, problemOfEndpoint } from '../scripts/logto.mjs';
import { applicationOf, appsFolder, isListed, runningAt } from './apps.ts';

type Credentials = { id: string; secret: string };

/** The running Logto that `LOGTO_ENDPOINT` names, in place of the local ones that the suite starts. */
export const otherLogto = process.env.LOGTO_ENDPOINT?.replace(/\/+$/, '') || undefined;

const folderOf = (app: string) =>
  isListed(app) ? resolve(import.meta.dirname, '../apps', app) : `${appsFolder}/${app}`;

const variablesOf = (app: string): Record<string, string | undefined> => {
  const { E2E_APPS, LOGTO_APP_ID, LOGTO_APP_SECRET } = process.env;
  // Where the app runs, somebody else may have configured it.
  if (runningAt && app === E2E_APPS && LOGTO_APP_ID) {
    return { LOGTO_ENDPOINT: otherLogto, LOGTO_APP_ID, LOGTO_APP_SECRET };
  }
  const files = ['.env', '.env.local'].map((name) => `${folderOf(app)}/${name}`).filter(existsSync);
  return Object.assign({}, ...files.map((file) => parseEnv(readFileSync(file, 'utf8'))));
};

/** An app's credentials at Logto, or nothing if they are not known. Another Logto generates its own. */
const findCredentials = (app: string): Credentials | undefined => {
  if (!otherLogto) return applicationOf(app);
  const { LOGTO_ENDPOINT: endpoint, LOGTO_APP_ID: id, LOGTO_APP_SECRET: secret } = variablesOf(app);
  return endpoint?.replace(/\/+$/, '') === otherLogto && id && secret ? { id, secret } : undefined;
};

/** An app's credentials at Logto. Ends the process if they are not known. */
export const credentialsOf = (app: string): Credentials => {
  const found = findCredentials(app);
  if (found) return found;

  const cure = runningAt
    ? 'set LOGTO_APP_ID and LOGTO_APP_SECRET to those of the app that runs'
    : 'run "pnpm provision env"';
  console.error(
    `${relative(process.cwd(), folderOf(app))}/.env.local does not point to ${otherLogto}, which LOGTO_ENDPOINT names: ${cure}`,
  );
  process.exit(1);
};

/** Another application that the Logto of an app knows: its id, and where Logto redirects. */
export type OtherApplication = { id: string; redirectUri: string; afterSignOut: string };

/** Finds an application of the same Logto that is not the app's own. Its app need not run. */
export const findOtherApplication = (app: string): OtherApplication | undefined => {
  for (const name of appNames.filter((one) => one !== app)) {
    const credentials = findCredentials(name);
    const { redirectUris, postSignOutRedirectUris } = registered(name, apps[name]);
    const [redirectUri, afterSignOut] = [redirectUris[0], postSignOutRedirectUris[0]];
    if (credentials && redirectUri && afterSignOut) return { id: credentials.id, redirectUri, afterSignOut };
  }
  return undefined;
};

/** Ends the suite before it starts if the other Logto cannot be used, or does not know an app. */
export const checkOtherLogto = async (names: string[]): Promise<void> => {
  if (!otherLogto) return;
  const endpoint = otherLogto;
  const problem = await problemOfEndpoint(endpoint);
  const problems = problem
    ? [problem]
    : await Promise.all(
        names.map((app) => {
          const { id, secret } = credentialsOf(app);
          return problemOfClient({ folder: `apps/${app}`, endpoint, appId: id, appSecret: secret });
        }),
      );
  const lines = problems.filter((line) => line !== undefined);
  if (lines.length === 0) return;
  console.error(lines.join('\n'));
  process.exit(1);
};
