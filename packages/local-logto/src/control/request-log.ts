import type { IncomingMessage } from 'node:http';
import type { Exchange } from '../exchange.ts';
import type { Middleware } from '../provider/middleware.ts';

/** One request to the OpenID provider or the Account API, or one that it sends to an app. Contains no secret, token or code. */
export type LoggedRequest = {
  /** When it arrived, in milliseconds since 1970. */
  time: number;
  /** Whether Logto sent it to the app: a logout token, in one attempt. */
  fromLogto?: true;
  /** The id of the application, if the request names one. */
  app?: string;
  method: string;
  /** The path, without the query; the whole address if Logto sent it. */
  endpoint: string;
  grant?: string;
  resource?: string;
  organization?: string;
  /** The status of the answer, or 0 if there was none. */
  status: number;
  /** Milliseconds until the answer was complete. */
  duration: number;
};

export type RequestLog = {
  add: (entry: LoggedRequest) => void;
  /** The latest requests, newest first. */
  entries: () => LoggedRequest[];
  clear: () => void;
  /** Calls a function with each request from now on, until the function that this returns is called. */
  follow: (listener: (entry: LoggedRequest) => void) => () => void;
};

/** Creates a log that keeps the latest 500 requests. */
export const createRequestLog = (): RequestLog => {
  const entries: LoggedRequest[] = [];
  const listeners = new Set<(entry: LoggedRequest) => void>();
  return {
    add: (entry) => {
      for (const listener of listeners) listener(entry);
      entries.unshift(entry);
      entries.length = Math.min(entries.length, 500);
    },
    entries: () => [...entries],
    clear: () => {
      entries.length = 0;
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

type Details = Pick<LoggedRequest, 'app' | 'grant' | 'resource' | 'organization'>;

const details = new WeakMap<IncomingMessage, Details>();

const text = (value: unknown): string | undefined => {
  const joined = [value].flat().filter((item) => typeof item === 'string');
  // A hostile request can contain very long values.
  return joined.length > 0 ? joined.join(' ').slice(0, 200) : undefined;
};

/** Remembers which app sent a request of the Account API. */
export const noteApp = (request: IncomingMessage, app: string): void => {
  details.set(request, { app });
};

/** Remembers which app sent a request and what it asked for, which only the provider knows. */
export const noteDetails: Middleware = async (context, next) => {
  try {
    await next();
  } finally {
    // Unknown paths have no `oidc`.
    const { client, params } = 'oidc' in context ? context.oidc : {};
    details.set(context.req, {
      app: client?.clientId ?? text(params?.client_id),
      grant: text(params?.grant_type),
      resource: text(params?.resource),
      organization: text(params?.organization_id),
    });
  }
};

/** The path without the id of a sign-in or an invitation, which is a secret. */
const loggedPath = (pathname: string): string =>
  pathname
    .replace(/^(\/oidc\/auth)\/.+/, '$1/:id')
    .replace(/^(\/api\/organization-invitations)\/[^/]+/, '$1/:id')
    .slice(0, 200);

/** Logs a request when its answer is complete or its connection is closed. */
export const logWhenDone = (log: RequestLog, { request, response, url }: Exchange): void => {
  const time = Date.now();
  const start = performance.now();
  response.once('close', () =>
    log.add({
      time,
      method: request.method ?? '',
      endpoint: loggedPath(url.pathname),
      ...details.get(request),
      status: response.headersSent ? response.statusCode : 0,
      duration: Math.round(performance.now() - start),
    }),
  );
};
