import { createHash } from 'node:crypto';
import type { Tenant } from '@repo/config';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { isOAuthError, logtoErrorForm } from './error-form.ts';
import { readBody } from './exchange.ts';
import { withInteraction } from './interaction-cookie.ts';
import { errors } from './oidc-provider.ts';
import { renderNoDeviceFlow } from './screens.ts';

export type Middleware = (context: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<void>;

/** Answers every error as JSON in Logto's form, also to browsers. Reports those that are the server's own. */
export const errorForm =
  (report: (error: unknown) => void): Middleware =>
  async (context, next) => {
    context.vary('Accept-Encoding');
    try {
      await next();
    } catch (error) {
      const isKnown = error instanceof errors.OIDCProviderError;
      if (!isKnown) report(error);
      context.status = isKnown ? error.statusCode : 500;
      context.body = isKnown
        ? { error: error.message, error_description: error.error_description }
        : { message: 'Internal server error.' };
    }
    if (context.status >= 400 && isOAuthError(context.body)) context.body = logtoErrorForm(context.body);
  };

/** Refuses paths and methods that the provider does not have, in the words of a real Logto. */
export const unknownRoute: Middleware = async (context, next) => {
  await next();
  if (context.status !== 404 || context.body) return;
  throw new errors.InvalidRequest(
    `unrecognized route or not allowed method (${context.method} on ${context.path})`,
    404,
  );
};

/** Tags the answers to GET requests, answers 304 to a request that names the same tag, and keeps keys uncached. */
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
 * Takes forms at the authorization and end-session endpoints, which oidc-provider has for GET only: like a real
 * Logto, it reads the form and ignores the query (OpenID Connect Core 1.0, section 3.1.2.1).
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

/** Answers the pages of the device flow (RFC 8628), which is offered, but which no app here uses. */
export const noDevicePages =
  (tenant: Tenant): Middleware =>
  async (context, next) => {
    const { method, path } = context;
    const isEndpoint = /^\/device\/auth\/?$/i.test(path) && method === 'POST';
    const isPage = /^\/device(\/|$)/i.test(path) && ['GET', 'HEAD', 'POST'].includes(method);
    if (isPage && !isEndpoint) renderNoDeviceFlow(context, tenant);
    else await next();
  };

/**
 * Keeps the sign-ins of several apps in one browser apart: the `_interaction` cookie names the latest one
 * of each app, so that only two tabs of the same app get in each other's way, as with a real Logto.
 */
export const interactionPerApp: Middleware = async (context, next) => {
  const { cookies } = context;
  const set = cookies.set.bind(cookies);
  cookies.set = (name, value, options) => {
    if (name !== '_interaction' || !value) return set(name, value, options);
    const current = cookies.get(name, { signed: true });
    return set(name, withInteraction(current, String(context.oidc.params?.client_id), value), options);
  };
  await next();
};
