import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';
import { mergeEnvironment, readIfThere, writePrivately } from './environment-file.ts';
import { everyPage } from './every-page.ts';
import { bodyOf, type ManagementApi, ownAddressOf } from './management-api.ts';
import { readRecord } from './record.ts';

type Options = {
  api: ManagementApi;
  endpoint: string;
  /** The repository's folder. */
  root: string;
  /** The name of each app's application in Logto, by the app's folder. */
  applications: Record<string, { name: string }>;
  /** The application of the protected API. */
  protectedApi: { name: string };
  /** Whether to replace handwritten values without asking. */
  overwrite: boolean;
  /** Asks the user a yes-or-no question; undefined if there is no terminal. */
  ask?: ((question: string) => Promise<boolean>) | undefined;
  report: (line: string) => void;
};

/** The applications that this command created or adopted. */
const ownApplications = async (api: ManagementApi) => {
  const [organizations, applications] = await Promise.all([
    everyPage((query) => api.GET('/api/organizations', { params: { query } })),
    everyPage((query) => api.GET('/api/applications', { params: { query } })),
  ]);
  const record = readRecord(organizations);
  return applications.filter(({ id, name }) => record.ownerOf('application', name, id) !== 'foreign');
};

type Application = { id: string; name: string };

const credentialsOf = async (api: ManagementApi, own: Application[], name: string) => {
  const application = own.find((found) => found.name === name);
  if (!application) {
    throw new CommandError(`Logto has no application "${name}" yet: run "pnpm provision apply" first`);
  }
  const params = { path: { id: application.id } };
  const secrets = await bodyOf(api.GET('/api/applications/{id}/secrets', { params }));
  const usable = secrets.find(({ expiresAt }) => !expiresAt || expiresAt > Date.now());
  if (!usable) throw new CommandError(`The application "${name}" has no secret: add one in Logto's Console`);
  return { appId: application.id, appSecret: usable.value };
};

/**
 * Points the apps and the protected API to this Logto in their `.env.local` files.
 *
 * @throws CommandError before the first file is written if Logto has another address, lacks an application or its secret,
 *   or a handwritten value would be lost.
 */
export const writeEnvironment = async (options: Options): Promise<void> => {
  const { api, endpoint, root, applications, protectedApi, overwrite, ask, report } = options;
  const address = await ownAddressOf(endpoint);
  if (address !== endpoint) {
    throw new CommandError(
      `LOGTO_ENDPOINT is ${endpoint}, but this Logto calls itself ${address}, and so do its tokens: set LOGTO_ENDPOINT to ${address}`,
    );
  }
  const own = await ownApplications(api);
  const ofApi = await credentialsOf(api, own, protectedApi.name);
  const resourceServer = {
    folder: 'packages/resource-server',
    values: { LOGTO_ENDPOINT: endpoint, LOGTO_APP_ID: ofApi.appId, LOGTO_APP_SECRET: ofApi.appSecret },
  };
  const apps = await Promise.all(
    Object.entries(applications).map(async ([app, { name }]) => {
      const { appId, appSecret } = await credentialsOf(api, own, name);
      const values = {
        LOGTO_ENDPOINT: endpoint,
        LOGTO_APP_ID: appId,
        LOGTO_APP_SECRET: appSecret,
        COOKIE_SECRET: () => randomBytes(32).toString('base64url'),
      };
      return { folder: `apps/${app}`, values };
    }),
  );

  const files = [];
  for (const { folder, values } of [...apps, resourceServer]) {
    const file = `${folder}/.env.local`;
    const before = await readIfThere(join(root, file));
    const { content, replaced } = mergeEnvironment(before, values);
    if (replaced.length > 0 && !overwrite) {
      const what = `${file} has your own ${replaced.join(', ')}`;
      if (!(await ask?.(`${what}. Replace? [y/N] `))) {
        throw new CommandError(
          `${what}, so nothing was written: run "pnpm provision env --overwrite" to replace it`,
        );
      }
    }
    files.push({ file, content, isNew: content !== before });
  }

  for (const { file, content, isNew } of files) {
    if (isNew) await writePrivately(join(root, file), content);
    report(`${isNew ? '+' : '='} ${file}`);
  }
};
