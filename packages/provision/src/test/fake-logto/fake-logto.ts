import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { Answer, refuse } from './answer.ts';
import { connectorRoutes } from './connector-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { Routes } from './route.ts';
import { settingRoutes } from './setting-routes.ts';
import { freshState, type State } from './state.ts';
import { userRoutes } from './user-routes.ts';

export const credentials = { appId: 'm-default', appSecret: 'the-secret-of-m-default-32-chars' };
const token = 'an-access-token';

/** Every request of the Management API that has an answer; all others are 404. */
const routes: Routes = {
  ...resourceRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...connectorRoutes,
  ...settingRoutes,
};

/** What goes wrong, and at which request, counted from 0. */
export type Fault = { at: number; how: 'error' | 'forbid' | 'hang' | 'reset after writing' | 'cut off' };

const answerToken = (form: URLSearchParams, scope: string): Answer => {
  if (form.get('client_id') !== credentials.appId) {
    return new Answer(400, { code: 'oidc.invalid_client', error: 'invalid_client' });
  }
  if (form.get('client_secret') !== credentials.appSecret) {
    return new Answer(401, { code: 'oidc.invalid_client', error: 'invalid_client' });
  }
  if (form.get('resource') !== 'https://default.logto.app/api') {
    return new Answer(400, { code: 'oidc.invalid_target', error: 'invalid_target' });
  }
  return new Answer(200, { access_token: token, expires_in: 3600, token_type: 'Bearer', scope });
};

const answerApi = async (state: State, request: IncomingMessage, url: URL): Promise<Answer> => {
  if (request.headers.authorization !== `Bearer ${token}`) {
    throw refuse(401, 'auth.unauthorized', 'Unauthorized. Please check credentials and its scope.');
  }
  for (const [name, route] of Object.entries(routes)) {
    const [method, path = ''] = name.split(' ');
    const match = new RegExp(`^${path.replaceAll(':', '([^/]+)')}$`).exec(url.pathname);
    if (method !== request.method || !match) continue;
    const hasBody = request.headers['content-type'] === 'application/json';
    const body: unknown = hasBody ? await json(request) : undefined;
    return route({ state, parts: match.slice(1), query: url.searchParams, body });
  }
  return new Answer(404, 'Not Found');
};

const send = (response: ServerResponse, { status, body, headers }: Answer) => {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { ...headers, ...(body !== undefined && { 'content-type': type }) });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
};

/** Starts a Logto for tests. Its Management API keeps state and answers as recorded from a real Logto. */
export const startFakeLogto = async () => {
  const state = freshState();
  const requests: string[] = [];
  let fault: Fault | undefined;
  let scope = 'all';
  let ownAddress = '';
  const actions = new Map<string, () => void>();

  const answer = async (request: IncomingMessage, url: URL): Promise<Answer> => {
    try {
      if (url.pathname === '/oidc/.well-known/openid-configuration') {
        return new Answer(200, { issuer: `${ownAddress}/oidc` });
      }
      if (url.pathname === '/oidc/token') return answerToken(new URLSearchParams(await text(request)), scope);
      return await answerApi(state, request, url);
    } catch (error) {
      if (error instanceof Answer) return error;
      throw error;
    }
  };

  const server = createServer(async (request, response) => {
    const place = requests.length;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = `${request.method} ${url.pathname}${url.search}`;
    requests.push(name);
    actions.get(name)?.();
    actions.delete(name);
    const isHit = fault?.at === place;
    if (isHit && fault?.how === 'error') {
      return send(response, refuse(500, 'internal', 'Internal server error.'));
    }
    if (isHit && fault?.how === 'forbid') {
      const message = 'Forbidden. Please check your user roles and permissions.';
      return send(response, refuse(403, 'auth.forbidden', message));
    }
    if (isHit && fault?.how === 'hang') return;
    const given = await answer(request, url);
    if (isHit && fault?.how === 'cut off') {
      response.writeHead(given.status, { 'content-type': 'application/json', 'content-length': 1000 });
      return response.write('{"id":', () => response.destroy());
    }
    if (isHit) return request.socket.destroy();
    send(response, given);
  }).listen(0, '127.0.0.1');
  // On a busy machine, a request could meet a connection that the server is about to close.
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const endpoint = `http://127.0.0.1:${port}`;
  ownAddress = endpoint;

  return {
    endpoint,
    state,
    /** All requests since the last `forget`, such as `POST /api/roles`. */
    requests,
    /** Those of the requests that write. */
    writes: () => requests.filter((request) => !/^GET |\/oidc\/token$/.test(request)),
    forget: () => requests.splice(0),
    injectFault: (wanted: Fault) => {
      fault = wanted;
    },
    clearFault: () => {
      fault = undefined;
    },
    /** Runs an action right before the next such request is answered. */
    justBefore: (name: string, action: () => void) => void actions.set(name, action),
    /** Sets the scope of the access tokens to come. */
    grant: (granted: string) => {
      scope = granted;
    },
    /** Sets the address that Logto takes for its own. */
    setOwnAddress: (address: string) => {
      ownAddress = address;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
