import type { IncomingMessage } from 'node:http';
import type { Middleware } from './provider-middleware.ts';
import type { LoggedRequest } from './request-log.ts';

/** What only the provider can tell of a request. */
export type RequestDetails = Pick<LoggedRequest, 'app' | 'grant' | 'resource' | 'organization'>;

const details = new WeakMap<IncomingMessage, RequestDetails>();

const text = (value: unknown): string | undefined => {
  const joined = [value].flat().filter((item) => typeof item === 'string');
  // A hostile request may be long; the log need not be.
  return joined.length > 0 ? joined.join(' ').slice(0, 200) : undefined;
};

/** Notes for the log which app asked, and what for. */
export const noteDetails: Middleware = async (context, next) => {
  try {
    await next();
  } finally {
    // A path that the provider does not know has none.
    const { client, params } = 'oidc' in context ? context.oidc : {};
    details.set(context.req, {
      app: client?.clientId ?? text(params?.client_id),
      grant: text(params?.grant_type),
      resource: text(params?.resource),
      organization: text(params?.organization_id),
    });
  }
};

/** What was noted of a request. */
export const detailsOf = (request: IncomingMessage): RequestDetails => details.get(request) ?? {};
