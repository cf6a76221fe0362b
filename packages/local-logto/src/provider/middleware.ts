import { createHash } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { readBody } from '../exchange.ts';
import { renderNoDeviceFlow } from '../screens/screens.ts';
import { errors } from './oidc-provider.ts';

export type Middleware = (context: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<void>;

/** Adds an ETag to answers to GET requests, answers 304 if the client has the same one, and disables caching of keys. */
export const caching: Middleware = async (context, next) => {
  await next();
  if (context.path === '/jwks') context.set('cache-control', 'no-cache, max-age=0, must-revalidate');
  if (context.method !== 'GET' || context.body === undefined) return;
  const body = typeof context.body === 'string' ? context.body : JSON.stringify(context.body);
  const digest = createHash('sha1').update(body).digest('base64').slice(0, 27);
  context.etag = `"${Buffer.byteLength(body).toString(16)}-${digest}"`;
  if (!context.fresh) return;
  context.status = 304;
  context.body = null;
};

/** Reads `resource=a,b` as two resources, as a real Logto does. */
export const splitResources: Middleware = async (context, next) => {
  const { resource } = context.query;
  if (resource) {
    context.query = { ...context.query, resource: [resource].flat().flatMap((value) => value.split(',')) };
  }
  await next();
};

/**
 * Accepts forms at the authorization and end-session endpoints, where oidc-provider accepts GET only. Like a real
 * Logto, reads the form and ignores the query (OpenID Connect Core 1.0, section 3.1.2.1).
 */
export const postAsGet: Middleware = async (context, next) => {
  const isForm = context.is('application/x-www-form-urlencoded');
  if (context.method !== 'POST' || !isForm || !['/auth', '/session/end'].includes(context.path)) {
    await next();
    return;
  }
  const form = await readBody(context.req);
  if (form === undefined) throw new errors.InvalidRequest('failed to parse the request body');
  context.method = 'GET';
  context.querystring = form;
  await next();
};

/**
 * Ignores the query when the browser returns from the screens. Without a pending sign-in, a query with the `client_id` of a known
 * application would make oidc-provider fail with status 500.
 */
export const returnWithoutQuery: Middleware = async (context, next) => {
  if (/^\/auth\/./i.test(context.path)) context.querystring = '';
  await next();
};

/** Answers the pages of the device flow (RFC 8628). The metadata offers it, but no application can use it. */
export const noDevicePages: Middleware = async (context, next) => {
  const { method, path } = context;
  const isEndpoint = /^\/device\/auth\/?$/i.test(path) && method === 'POST';
  const isPage = /^\/device(\/|$)/i.test(path) && ['GET', 'HEAD', 'POST'].includes(method);
  if (isPage && !isEndpoint) renderNoDeviceFlow(context);
  else await next();
};
