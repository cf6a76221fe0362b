import { demand } from '../api-error.ts';
import { bearerToken, decodePart, readJson, refuseMethod, sendApiError } from '../api-exchange.ts';
import { noteApp } from '../control/request-log.ts';
import { type Exchange, sendJson } from '../exchange.ts';
import { guardBody } from './body-guard.ts';
import type { AccountContext, Call, Handler } from './call.ts';
import { getStoredToken, link, replaceLink, replaceStoredToken, unlink } from './identities.ts';
import {
  getAccount,
  patchAccount,
  patchProfile,
  removeEmail,
  removePhone,
  setEmail,
  setPassword,
  setPhone,
} from './my-account.ts';
import { sendCode, startSocial, verifyCode, verifyPassword, verifySocial } from './verifications.ts';

type Endpoint = { handlers: Record<string, Handler>; target: string };

/** The endpoints, by path and method. `*` in a path stands for the target of a social connector. */
const endpoints: Record<string, Endpoint['handlers']> = {
  '/api/my-account': { GET: getAccount, PATCH: patchAccount },
  '/api/my-account/profile': { PATCH: patchProfile },
  '/api/my-account/password': { POST: setPassword },
  '/api/my-account/primary-email': { POST: setEmail, DELETE: removeEmail },
  '/api/my-account/primary-phone': { POST: setPhone, DELETE: removePhone },
  '/api/my-account/identities': { POST: link, PUT: replaceLink },
  '/api/my-account/identities/*': { DELETE: unlink },
  '/api/my-account/identities/*/access-token': { GET: getStoredToken, PUT: replaceStoredToken },
  '/api/verifications/password': { POST: verifyPassword },
  '/api/verifications/verification-code': { POST: sendCode },
  '/api/verifications/verification-code/verify': { POST: verifyCode },
  '/api/verifications/social': { POST: startSocial },
  '/api/verifications/social/verify': { POST: verifySocial },
};

const findEndpoint = ({ pathname }: URL): Endpoint | undefined => {
  const [, encoded = ''] = /^\/api\/my-account\/identities\/([^/]+)/.exec(pathname) ?? [];
  const pattern = encoded ? pathname.replace(`/identities/${encoded}`, () => '/identities/*') : pathname;
  const handlers = endpoints[pattern];
  return handlers && { handlers, target: decodePart(encoded) };
};

/** Allows any origin, as a real Logto does: the access token is in a header that no page sends by itself. */
const allowOrigin = ({ request, response }: Exchange): void => {
  response.setHeader('vary', 'Accept-Encoding, Origin');
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  if (request.method !== 'OPTIONS') response.setHeader('access-control-expose-headers', '*');
};

const answerPreflight = ({ request, response }: Exchange): void => {
  const asked = request.headers['access-control-request-headers'];
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET,HEAD,PUT,POST,DELETE,PATCH',
      ...(asked && { 'access-control-allow-headers': asked }),
    })
    .end();
};

/** The user and the scopes of an opaque access token. Signed tokens are for API resources. */
const authenticate = async (
  { request }: Exchange,
  { provider, directory }: AccountContext,
): Promise<Pick<Call, 'account' | 'scopes'>> => {
  const token = await provider.AccessToken.find(bearerToken(request));
  const account = directory.account(token?.accountId ?? '');
  demand(token && account, 401, 'auth.unauthorized');
  noteApp(request, token.clientId ?? '');
  return { account, scopes: token.scopes };
};

const answer = async (
  exchange: Exchange,
  context: AccountContext,
  { handlers, target }: Endpoint,
): Promise<void> => {
  const { request, response } = exchange;
  const handler = handlers[request.method === 'HEAD' ? 'GET' : (request.method ?? '')];
  if (!handler) return refuseMethod(exchange, Object.keys(handlers));
  const user = await authenticate(exchange, context);
  demand(context.directory.tenant.accountCenter.enabled, 400, 'account_center.not_enabled');
  const body = await readJson(exchange);
  const { status, body: answered } = await handler({
    ...context,
    ...user,
    target,
    verificationId: [request.headers['logto-verification-id']].flat()[0],
    userAgent: request.headers['user-agent'],
    read: (schema) => guardBody(schema, body),
  });
  if (answered === undefined) response.writeHead(status).end();
  else sendJson(exchange, answered, status);
};

/**
 * Answers Logto's Account API, with which users see and change their own account: `/api/my-account`, `/api/verifications`
 * and what is below them.
 *
 * @returns Whether the path belongs to it.
 */
export const handleAccountApi = async (exchange: Exchange, context: AccountContext): Promise<boolean> => {
  const endpoint = findEndpoint(exchange.url);
  if (!endpoint) return false;
  allowOrigin(exchange);
  try {
    if (exchange.request.method === 'OPTIONS') answerPreflight(exchange);
    else await answer(exchange, context, endpoint);
  } catch (error) {
    sendApiError(exchange, error);
  }
  return true;
};
