import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Tenant } from '@repo/tenant';
import { type Controls, handleControl } from './control/control-api.ts';
import { type Faults, misbehave, skewClock } from './control/faults.ts';
import { createRequestLog, logWhenDone } from './control/request-log.ts';
import { createDirectory } from './directory.ts';
import { type Exchange, redirect, sendJson, sendPage } from './exchange.ts';
import { listenOnLoopback } from './listen.ts';
import { createMemoryStore } from './provider/memory-store.ts';
import { createProvider } from './provider/provider.ts';
import { notFoundScreen } from './screens/screens.ts';
import { handleSignIn } from './screens/sign-in.ts';
import { startPage } from './screens/start-page.ts';

type LocalLogtoOptions = {
  /** The applications, users and everything else that it serves. */
  tenant: Tenant;
  /** The port on the loopback interface, or 0 for a free one. */
  port: number;
  /** Serves the control API under `/local`. Off by default. */
  control?: boolean;
  /** Receives errors inside the server. They are printed by default. */
  report?: (error: unknown) => void;
};

export type LocalLogto = {
  /** The endpoint for Logto's SDKs, such as `http://localhost:3001`. */
  endpoint: string;
  /** Stops listening and closes all connections within a second. */
  close: () => Promise<void>;
};

/** Everything that a restart forgets. */
const createState = (tenant: Tenant) => ({
  directory: createDirectory(tenant),
  store: createMemoryStore(),
  cookieKeys: [randomBytes(32).toString('base64url')],
});

/** Errors in this form are what Logto's SDKs understand. */
const noSuchApi = { code: 'not_found', message: 'The local Logto does not serve this API.' };

/** Whether the host name means this machine. A foreign name that resolves to it is a DNS rebinding attack. */
const isLocalHost = ({ headers: { host = '' } }: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);

/**
 * Starts a Logto for development and tests. It keeps everything in memory, listens on the loopback interface only,
 * and answers as a real Logto does.
 *
 * @throws If the port is in use.
 */
export const startLocalLogto = async (options: LocalLogtoOptions): Promise<LocalLogto> => {
  const { tenant, report = console.error } = options;
  const log = createRequestLog();
  const faults: Faults = {};

  // Requests can arrive before the rest is set up.
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const listeners = await listenOnLoopback(options.port, (request, response) => listener(request, response));
  const endpoint = `http://localhost:${listeners.port}`;

  let state = createState(tenant);
  const serve = () => {
    const provider = createProvider({ issuer: `${endpoint}/oidc`, faults, report, ...state });
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

  const answerProvider = async (exchange: Exchange): Promise<void> => {
    const { request, response, url } = exchange;
    logWhenDone(log, exchange);
    if (await misbehave(faults, exchange)) return;
    // Addresses in answers start with the endpoint, whatever the Host header says.
    request.headers.host = url.host;
    const mounted = Object.assign(request, { originalUrl: request.url, baseUrl: '/oidc' });
    mounted.url = `${url.pathname.slice('/oidc'.length) || '/'}${url.search}`;
    await serving.answer(mounted, response);
  };

  const answerPage = async (exchange: Exchange): Promise<void> => {
    if (!isLocalHost(exchange.request)) return sendJson(exchange, { message: 'Unknown host.' }, 421);
    const { pathname } = exchange.url;
    if (options.control && (await handleControl(exchange, controls))) return;
    // A real Logto redirects `/`, too.
    if (pathname === '/') return redirect(exchange, `${endpoint}/local`, 302);
    if (pathname === '/local') return sendPage(exchange, await startPage(state.directory, log));
    if (await misbehave(faults, exchange)) return;
    if (/^\/(api|local)(\/|$)/.test(pathname)) return sendJson(exchange, noSuchApi, 404);
    if (await handleSignIn(exchange, { provider: serving.provider, directory: state.directory, faults }))
      return;
    // A real Logto answers unknown paths with its one page, which says so.
    sendPage(exchange, notFoundScreen(), ['GET', 'HEAD'].includes(exchange.request.method ?? '') ? 200 : 404);
  };

  listener = async (request, response) => {
    const path = request.url?.startsWith('/') ? request.url : '/';
    const exchange = { request, response, url: new URL(`${endpoint}${path}`) };
    try {
      const isProvider = /^\/oidc(\/|$)/.test(exchange.url.pathname);
      await (isProvider ? answerProvider(exchange) : answerPage(exchange));
    } catch (error) {
      // The client disconnected before it had sent the whole request.
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
