// Which Logto the servers use, and whether it knows the apps.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import util from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ folder: string, endpoint: string, appId?: string | undefined, appSecret?: string | undefined }} Client */

/** @type {(folder: string, file: string) => Record<string, string | undefined>} */
const read = (folder, file) => {
  const path = resolve(root, folder, file);
  // `util.parseEnv` and no named import: an old Node.js must get as far as the line that says so.
  return existsSync(path) ? util.parseEnv(readFileSync(path, 'utf8')) : {};
};

/** @type {(address?: string) => string} */
const withoutSlash = (address = '') => address.replace(/\/+$/, '');

/**
 * The variables that point a server to local Logto, as its committed `.env` does.
 *
 * @param {string} folder The server's folder.
 */
export const localVariablesOf = (folder) =>
  Object.fromEntries(Object.entries(read(folder, '.env')).filter(([name]) => name.startsWith('LOGTO_')));

/**
 * How a server reaches its Logto, from the variables that it reads. The protected API has no application.
 *
 * @param {string} folder The server's folder.
 * @returns {Client & { isLocal: boolean }} `isLocal` tells whether that is local Logto.
 */
export const clientOf = (folder) => {
  const isNext = existsSync(resolve(root, folder, 'next.config.ts'));
  const files = isNext ? ['.env.production', '.env.local', '.env.production.local'] : ['.env.local'];
  const local = localVariablesOf(folder);
  const written = files.map((file) => read(folder, file));
  const { LOGTO_ENDPOINT, LOGTO_APP_ID, LOGTO_APP_SECRET } = Object.assign(
    {},
    local,
    ...written,
    process.env,
  );
  const endpoint = withoutSlash(LOGTO_ENDPOINT);
  const isLocalEndpoint = endpoint === withoutSlash(local.LOGTO_ENDPOINT);
  if (local.LOGTO_APP_ID === undefined) return { folder, endpoint, isLocal: isLocalEndpoint };
  const isLocal = isLocalEndpoint && LOGTO_APP_ID === local.LOGTO_APP_ID;
  return { folder, endpoint, appId: LOGTO_APP_ID, appSecret: LOGTO_APP_SECRET, isLocal };
};

const timeLimit = 10_000;

/** @type {(error: unknown) => string} */
const reasonOf = (error) => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
};

/**
 * Asks for a Logto's own address.
 *
 * @param {string} endpoint
 * @returns Why it cannot be used at this address, in one line with the cure; undefined if it can.
 */
export const problemOfEndpoint = async (endpoint) => {
  try {
    const response = await fetch(`${endpoint}/oidc/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(timeLimit),
    });
    const { issuer } = await response.json();
    if (issuer === `${endpoint}/oidc`) return undefined;
    const own = String(issuer).replace(/\/oidc$/, '');
    return `LOGTO_ENDPOINT is ${endpoint}, but this Logto calls itself ${own}, and so do its tokens: set LOGTO_ENDPOINT to ${own}`;
  } catch (error) {
    return `There is no Logto at ${endpoint} (${reasonOf(error)}): start it, or correct LOGTO_ENDPOINT`;
  }
};

/**
 * Asks a Logto whether it knows a client, by a token request that it otherwise refuses.
 *
 * @param {Client} client
 * @returns Why the client cannot use its Logto, in one line with the cure; undefined if it can.
 */
export const problemOfClient = async ({ folder, endpoint, appId, appSecret }) => {
  const problem = await problemOfEndpoint(endpoint);
  if (problem || appId === undefined) return problem;

  const body = new URLSearchParams({
    client_id: appId,
    client_secret: appSecret ?? '',
    grant_type: 'refresh_token',
    refresh_token: 'none',
  });
  try {
    const signal = AbortSignal.timeout(timeLimit);
    const response = await fetch(`${endpoint}/oidc/token`, { method: 'POST', body, signal });
    const { error } = await response.json();
    if (error !== 'invalid_client') return undefined;
    const what = response.status === 401 ? `rejects the secret of ${folder}` : `does not know ${folder}`;
    return `Logto at ${endpoint} ${what} (application ${appId}): run "pnpm provision env", which writes the current values into ${folder}/.env.local`;
  } catch (error) {
    return `Logto at ${endpoint} does not issue tokens (${reasonOf(error)}): check whether it has started without errors`;
  }
};
