import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Tenant, TencentSmsConfig } from '@repo/tenant';
import { handleAccountPage } from './account/account-page.ts';
import { createVerificationRecords } from './account/verification-records.ts';
import { loadConnectors } from './connectors/connectors.ts';
import { createTokenVault } from './connectors/token-vault.ts';
import { type Controls, handleControl } from './control/control-api.ts';
import { type Faults, misbehave, withClock } from './control/faults.ts';
import { createRequestLog, logWhenDone } from './control/request-log.ts';
import { createDirectory, type Directory } from './directory.ts';
import { type Exchange, redirect, sendFile, sendJson, sendPage } from './exchange.ts';
import { createInbox } from './inbox.ts';
import { listen, type Tls } from './listen.ts';
import { endSessions } from './provider/back-channel.ts';
import { createMemoryStore } from './provider/memory-store.ts';
import { createProvider } from './provider/provider.ts';
import { createSigningKey, readSigningKey, signLogoutToken } from './provider/signing-key.ts';
import { localize } from './screens/interaction.ts';
import { notFoundScreen } from './screens/screens.ts';
import { handleSignIn } from './screens/sign-in.ts';
import { SettingError } from './setting-error.ts';
import { handleStartPage } from './start-page/handle-start-page.ts';
import { createUpstream, type Upstream } from './upstream/upstream.ts';

export type LocalLogtoOptions = {
  /** The applications, users and everything else that it serves. */
  tenant: Tenant;
  /** The port, or 0 for a free one. */
  port: number;
  /**
   * The address of the network interface that it listens on, or `0.0.0.0` for all. The loopback interface by default:
   * anyone who can reach another one knows the users' passwords.
   */
  host?: string;
  /**
   * The issuer of its tokens, such as `http://logto.test:3001/oidc`, if it is not reached as `localhost`. It ends with `/oidc`,
   * and what comes before is the endpoint for Logto's SDKs.
   */
  issuer?: string;
  /** Serves HTTPS, with a certificate and its private key in PEM. */
  tls?: Tls;
  /** The private key that signs tokens, on the curve P-384 and in PEM. A new one by default. */
  signingKey?: string;
  /** Serves the control API under `/local`. Off by default. */
  control?: boolean;
  /** An HTML file that compares apps. It is served at `/local/compare`, and the start page links to it. */
  comparison?: string;
  /** Whether the applications have the pages of the samples, which the start page then names. */
  samples?: boolean;
  /** Sends text messages by Tencent Cloud, with these settings. By default they go to the inbox on the start page. */
  tencent?: TencentSmsConfig;
  /** Receives errors inside the server. They are printed by default. */
  report?: (error: unknown) => void;
};

export type LocalLogto = {
  /** The endpoint for Logto's SDKs, such as `http://localhost:3001`. */
  endpoint: string;
  /** The port that it listens on. */
  port: number;
  /**
   * Forgets everything that has happened: sessions, grants, registered users and changed ones, rotated keys, faults, the request
   * log and the text messages. What is served is the tenant again.
   */
  reset: () => void;
  /** Stops listening and closes all connections within a second. */
  close: () => Promise<void>;
};

/** The addresses of a Logto that its users come back to from the providers of social connectors. */
const callbacksOf = ({ connectors }: Tenant, endpoint: string): string[] =>
  connectors.flatMap((connector) =>
    connector.connectorId === 'oidc' ? [`${endpoint}/callback/${connector.id}`] : [],
  );

/** The lookups as of a tenant whose new users register with a phone number and a password. */
const withPhoneRegistration = (directory: Directory): Directory => {
  const { tenant } = directory;
  const signUp = { identifiers: ['phone' as const], password: true };
  return { ...directory, tenant: { ...tenant, signInExperience: { ...tenant.signInExperience, signUp } } };
};

/** Errors in this form are what Logto's SDKs understand. */
const unknownHost = {
  code: 'unknown_host',
  message: 'The local Logto answers at localhost only, or at the host of the issuer that it is started with.',
};
const noSuchApi = { code: 'not_found', message: 'The local Logto does not serve this API.' };

const createUpstreamOf = (
  tenant: Tenant,
  endpoint: string,
  report: (error: unknown) => void,
): Upstream | undefined => {
  const settings = tenant.providers.upstream;
  if (!settings) return undefined;
  const redirectUris = [...callbacksOf(tenant, endpoint), ...settings.redirectUris];
  return createUpstream({ settings, issuer: `${endpoint}/upstream`, redirectUris, report });
};

/** The request as a provider sees it that is served under a path. */
const mounted = ({ request, url }: Exchange, path: string): IncomingMessage => {
  // Addresses in answers start with the endpoint, whatever the Host header says.
  request.headers.host = url.host;
  request.headers['x-forwarded-host'] = url.host;
  request.headers['x-forwarded-proto'] = url.protocol.replace(':', '');
  const rest = `${url.pathname.slice(path.length) || '/'}${url.search}`;
  return Object.assign(request, { originalUrl: request.url, baseUrl: path, url: rest });
};

/** Whether the host name means this server. A foreign name that resolves to it is a DNS rebinding attack. */
const isOwnHost = ({ headers: { host = '' } }: IncomingMessage, endpoint: string): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host) ||
  host.replace(/:\d+$/, '').toLowerCase() === new URL(endpoint).hostname;

const issuerPattern = /^(https?:\/\/[^/?#@\s]+)\/oidc$/;

/** The endpoint of an issuer, which every Logto serves at `/oidc`. */
const endpointOf = (issuer: string): string => {
  const [, endpoint] = issuerPattern.exec(issuer) ?? [];
  if (endpoint && URL.canParse(endpoint)) return endpoint;
  throw new SettingError(
    `the issuer "${issuer}" must be an address that ends with /oidc, such as http://logto.test:3001/oidc`,
  );
};

/** Where it is reached without an issuer that says so. */
const addressOf = ({ host = 'localhost', tls }: LocalLogtoOptions, port: number): string => {
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host);
  const name = isLocal ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return new URL(`${tls ? 'https' : 'http'}://${name}:${port}`).origin;
};

/**
 * Starts a Logto for development and tests. It keeps everything in memory, listens on the loopback interface unless told
 * otherwise, and answers as a real Logto does. Several may run in one process.
 *
 * @throws If the port is in use. SettingError if an option cannot be used, ConnectorSettingsError if a connector refuses its
 *   settings.
 */
export const startLocalLogto = async (options: LocalLogtoOptions): Promise<LocalLogto> => {
  const { tenant, report = console.error } = options;
  const givenEndpoint = options.issuer === undefined ? undefined : endpointOf(options.issuer);
  const givenKey = options.signingKey === undefined ? undefined : readSigningKey(options.signingKey);
  const log = createRequestLog();
  const faults: Faults = {};
  const inbox = createInbox();
  const connectors = await loadConnectors(tenant, {
    upstream: () => `${endpoint}/upstream`,
    inbox,
    tencent: options.tencent,
  });

  // Requests can arrive before the rest is set up.
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const listeners = await listen(options, (request, response) => listener(request, response));
  const endpoint = givenEndpoint ?? addressOf(options, listeners.port);

  /** Everything that a restart forgets. */
  const createState = () => ({
    directory: createDirectory(tenant),
    store: createMemoryStore(),
    vault: createTokenVault(connectors),
    verifications: createVerificationRecords(),
    invitations: new Map(),
    cookieKeys: [randomBytes(32).toString('base64url')],
    upstream: createUpstreamOf(tenant, endpoint, report),
  });
  let state = createState();
  const serve = (signingKey = createSigningKey()) => {
    const issuer = `${endpoint}/oidc`;
    const provider = createProvider({ issuer, signingKey, faults, log, report, ...state });
    return { issuer, signingKey, provider, answer: provider.callback() };
  };
  let serving = serve(givenKey);

  const setFaults = (ordered: Faults): void => {
    for (const name of Object.keys(faults)) Reflect.deleteProperty(faults, name);
    Object.assign(faults, ordered);
  };
  const restart = (): void => {
    state = createState();
    // With the same key: an API that has just read the keys would refuse tokens of a new one for a second.
    serving = serve(givenKey ?? serving.signingKey);
  };

  const controls: Controls = {
    log,
    inbox,
    visits: { endpoint, tenant, log },
    faults: () => faults,
    setFaults,
    expireAccessTokens: () => state.store.clear('AccessToken'),
    endSessions: async (username) => {
      const account = state.directory.find({ type: 'username', value: username });
      return account && endSessions(serving.provider, state.store, account.id);
    },
    signLogoutToken: (claims) => signLogoutToken(claims, serving.signingKey),
    rotateKeys: () => {
      serving = serve();
    },
    restart,
  };

  const answerProvider = async (exchange: Exchange): Promise<void> => {
    logWhenDone(log, exchange);
    if (await misbehave(faults, exchange)) return;
    await serving.answer(mounted(exchange, '/oidc'), exchange.response);
  };

  const answerUpstream = async (exchange: Exchange): Promise<void> => {
    const { upstream } = state;
    if (!upstream || (await misbehave(faults, exchange)) || (await upstream.answerScreen(exchange))) return;
    await upstream.answer(mounted(exchange, '/upstream'), exchange.response);
  };

  const answerPage = async (exchange: Exchange): Promise<void> => {
    const { pathname } = exchange.url;
    if (pathname === '/local/compare' && options.comparison) return sendFile(exchange, options.comparison);
    if (options.control && (await handleControl(exchange, controls))) return;
    // For containers and tests that wait until the server is ready.
    if (pathname === '/health') return sendJson(exchange, { status: 'ok' });
    // A real Logto redirects `/`, too.
    if (pathname === '/') return redirect(exchange, `${endpoint}/local`, 302);
    if (pathname === '/local') {
      return handleStartPage(exchange, {
        directory: state.directory,
        log,
        inbox,
        controls: options.control ? controls : undefined,
        hasComparison: Boolean(options.comparison),
        hasSamples: options.samples === true,
      });
    }
    if (pathname.startsWith('/api/')) logWhenDone(log, exchange);
    if (await misbehave(faults, exchange)) return;
    const { vault, verifications } = state;
    const directory = faults.registerByPhone ? withPhoneRegistration(state.directory) : state.directory;
    const { provider } = serving;
    if (pathname.startsWith('/api/')) {
      // Loaded at the first request, because sign-in does without it.
      const { handleAccountApi } = await import('./account/account-api.ts');
      const context = { provider, directory, connectors, vault, verifications };
      if (await handleAccountApi(exchange, context)) return;
      const { handleManagementApi } = await import('./management/management-api.ts');
      const { invitations } = state;
      if (await handleManagementApi(exchange, { directory, invitations, inbox, ...serving })) return;
    }
    if (/^\/(api|local)(\/|$)/.test(pathname)) return sendJson(exchange, noSuchApi, 404);
    if (await handleAccountPage(exchange, { provider, directory })) return;
    if (await handleSignIn(exchange, { provider, directory, connectors, vault, faults })) return;
    // A real Logto answers unknown paths with its one page, which says so.
    const { texts } = localize(exchange, { provider });
    sendPage(
      exchange,
      notFoundScreen(texts),
      ['GET', 'HEAD'].includes(exchange.request.method ?? '') ? 200 : 404,
    );
  };

  const answer: RequestListener = async (request, response) => {
    const path = request.url?.startsWith('/') ? request.url : '/';
    const exchange = { request, response, url: new URL(`${endpoint}${path}`) };
    try {
      const { pathname } = exchange.url;
      if (!isOwnHost(request, endpoint)) sendJson(exchange, unknownHost, 421);
      else if (/^\/oidc(\/|$)/.test(pathname)) await answerProvider(exchange);
      else if (state.upstream && /^\/upstream\//.test(pathname)) await answerUpstream(exchange);
      else await answerPage(exchange);
    } catch (error) {
      // The client disconnected before it had sent the whole request.
      if (request.destroyed && !request.complete) return;
      report(error);
      if (response.headersSent) response.destroy();
      else sendJson(exchange, { message: 'Internal server error.' }, 500);
    }
  };

  listener = (request, response) => withClock(faults, () => answer(request, response));

  return {
    endpoint,
    port: listeners.port,
    reset: () => {
      setFaults({});
      log.clear();
      inbox.clear();
      restart();
    },
    close: listeners.close,
  };
};
