import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Tenant } from '@repo/config';
import { skewClock } from './clock.ts';
import { type Controls, handleControl } from './control-api.ts';
import { createDirectory } from './directory.ts';
import { type Exchange, sendJson, sendPage } from './exchange.ts';
import { type Faults, misbehave } from './faults.ts';
import { listenOnLoopback } from './listen.ts';
import { createMemoryStore } from './memory-store.ts';
import { createProvider } from './provider.ts';
import { detailsOf } from './request-details.ts';
import { createRequestLog } from './request-log.ts';
import { notFoundScreen } from './screens.ts';
import { handleSignIn } from './sign-in.ts';
import { createSigningKey } from './signing-keys.ts';
import { startPage } from './start-page.ts';

export type LocalLogtoOptions = {
  /** Who and what it serves. */
  tenant: Tenant;
  /** The port on the loopback interface, or 0 for a free one. */
  port: number;
  /** Whether tests may read the request log and order faults under `/local`. Off by default. */
  control?: boolean;
  /** Gets what went wrong inside the server; by default it is printed. */
  report?: (error: unknown) => void;
};

export type LocalLogto = {
  /** Where it listens, such as `http://localhost:3001`: the endpoint of Logto's SDKs. */
  endpoint: string;
  /** Stops listening and drops all connections, within a second. */
  close: () => Promise<void>;
};

/** All that a restart forgets. */
const createState = (tenant: Tenant) => ({
  directory: createDirectory(tenant),
  store: createMemoryStore(),
  cookieKeys: [randomBytes(32).toString('base64url')],
});

/** Whether a request was meant for this machine, and not for a foreign name that resolves to it (DNS rebinding). */
const isLocalHost = ({ headers: { host = '' } }: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);

/** The path as the log shows it: a sign-in's id is nobody's business. */
const loggedPath = (pathname: string): string =>
  pathname.replace(/^(\/oidc\/auth)\/.+/, '$1/:id').slice(0, 200);

/**
 * Starts a Logto for development and tests: in memory, on the loopback interface only, answering as a real one.
 *
 * @throws If the port is taken.
 */
export const startLocalLogto = async (options: LocalLogtoOptions): Promise<LocalLogto> => {
  const { tenant, report = console.error } = options;
  const log = createRequestLog();
  const faults: Faults = {};

  // Somebody may ask as soon as one address is open, ahead of the other and of what follows.
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const listeners = await listenOnLoopback(options.port, (request, response) => listener(request, response));
  const endpoint = `http://localhost:${listeners.port}`;

  let state = createState(tenant);
  const serve = () => {
    const issuer = `${endpoint}/oidc`;
    const provider = createProvider({ issuer, faults, report, signingKey: createSigningKey(), ...state });
    return { provider, answer: provider.callback() };
  };
  let serving = serve();

  const controls: Controls = {
    log,
    faults: () => faults,
    setFaults: (ordered) => {
      for (const name of Object.keys(faults)) Reflect.deleteProperty(faults, name);
      Object.assign(faults, ordered);
      skewClock(faults.clockSkew ?? 0);
    },
    expireAccessTokens: () => state.store.clear('AccessToken'),
    rotateKeys: () => {
      serving = serve();
    },
    restart: () => {
      state = createState(tenant);
      serving = serve();
    },
  };

  const logWhenDone = (request: IncomingMessage, response: ServerResponse, pathname: string): void => {
    const time = Date.now();
    const start = performance.now();
    response.once('close', () =>
      log.add({
        time,
        method: request.method ?? '',
        endpoint: loggedPath(pathname),
        ...detailsOf(request),
        status: response.headersSent ? response.statusCode : 0,
        duration: Math.round(performance.now() - start),
      }),
    );
  };

  const answerProvider = async (exchange: Exchange): Promise<void> => {
    const { request, response, url } = exchange;
    logWhenDone(request, response, url.pathname);
    if (await misbehave(faults, exchange)) return;
    // The endpoint, not the Host header, is what the addresses in answers are made of.
    request.headers.host = url.host;
    const mounted = Object.assign(request, { originalUrl: request.url, baseUrl: '/oidc' });
    mounted.url = `${url.pathname.slice('/oidc'.length) || '/'}${url.search}`;
    await serving.answer(mounted, response);
  };

  const answerPage = async (exchange: Exchange): Promise<void> => {
    if (!isLocalHost(exchange.request)) return sendJson(exchange, { message: 'Unknown host.' }, 421);
    const { pathname } = exchange.url;
    if (options.control && (await handleControl(exchange, controls))) return;
    if (pathname === '/') return sendPage(exchange, tenant, await startPage(state.directory, log));
    if (await misbehave(faults, exchange)) return;
    if (await handleSignIn(exchange, { provider: serving.provider, directory: state.directory, faults }))
      return;
    sendPage(exchange, tenant, notFoundScreen(), 404);
  };

  listener = async (request, response) => {
    const path = request.url?.startsWith('/') ? request.url : '/';
    const exchange = { request, response, url: new URL(`${endpoint}${path}`) };
    try {
      const isProvider = /^\/oidc(\/|$)/.test(exchange.url.pathname);
      await (isProvider ? answerProvider(exchange) : answerPage(exchange));
    } catch (error) {
      // A client that has gone in the middle of its request expects no answer.
      if (request.destroyed && !request.complete) return;
      report(error);
      if (response.headersSent) response.destroy();
      else sendJson(exchange, { message: 'Internal server error.' }, 500);
    }
  };

  return {
    endpoint,
    close: async () => {
      if (faults.clockSkew) skewClock(0);
      await listeners.close();
    },
  };
};
