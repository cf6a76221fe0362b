import { type Exchange, readBody, type SendLines, sendJson, sendLines } from '../exchange.ts';
import type { Inbox } from '../inbox.ts';
import { type Faults, readFaults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { VisitContext } from './visit.ts';

/** What the control API can do to a running server. */
export type Controls = {
  faults: () => Faults;
  setFaults: (faults: Faults) => void;
  log: RequestLog;
  inbox: Inbox;
  /** Forgets the opaque access tokens. Signed ones stay valid until they expire. */
  expireAccessTokens: () => void;
  /** Ends the sessions of a user, and posts logout tokens. Returns how many there were; undefined if there is no such user. */
  endSessions: (username: string) => Promise<number | undefined>;
  /** Signs a logout token with these claims, whatever they say. */
  signLogoutToken: (claims: Record<string, unknown>) => Promise<string>;
  /** What a visit of an app needs to know. */
  visits: VisitContext;
  /** Replaces the signing key. */
  rotateKeys: () => void;
  /** Forgets sessions, grants and registered users, as a restart of the process does, but keeps the keys. */
  restart: () => void;
};

type Answer = { status: number; body?: unknown; lines?: SendLines };
type Action = (controls: Controls, input: unknown) => Answer | Promise<Answer>;

const command =
  (run: (controls: Controls) => void): Action =>
  (controls) => {
    run(controls);
    return { status: 200, body: {} };
  };

const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const usernameIn = (input: unknown): string | undefined =>
  isObject(input) && typeof input.username === 'string' ? input.username : undefined;

const actions: Record<string, Action> = {
  'GET /local/requests': ({ log }) => ({ status: 200, body: log.entries() }),
  'DELETE /local/requests': command(({ log }) => log.clear()),
  'GET /local/messages': ({ inbox }) => ({ status: 200, body: inbox.messages() }),
  'DELETE /local/messages': command(({ inbox }) => inbox.clear()),
  'GET /local/faults': ({ faults }) => ({ status: 200, body: faults() }),
  'PUT /local/faults': ({ faults, setFaults }, input) => {
    const ordered = readFaults(input);
    if (typeof ordered === 'string') return { status: 400, body: { message: ordered } };
    setFaults(ordered);
    return { status: 200, body: faults() };
  },
  'POST /local/expire-access-tokens': command(({ expireAccessTokens }) => expireAccessTokens()),
  'POST /local/end-sessions': async ({ endSessions }, input) => {
    const username = usernameIn(input);
    if (!username) return { status: 400, body: { message: 'Send a username: {"username":"alice"}.' } };
    const sessions = await endSessions(username);
    return sessions === undefined
      ? { status: 404, body: { message: `There is no user "${username.slice(0, 40)}".` } }
      : { status: 200, body: { sessions } };
  },
  'POST /local/logout-token': async ({ signLogoutToken }, input) =>
    isObject(input)
      ? { status: 200, body: { token: await signLogoutToken(input) } }
      : { status: 400, body: { message: 'Send the claims of a logout token: {"sid":"…"}.' } },
  'POST /local/visits': async ({ visits }, input) => {
    // Loaded when needed: it parses HTML, which nothing else here does.
    const { readVisit, visit } = await import('./visit.ts');
    const order = readVisit(input, visits.tenant);
    return typeof order === 'string'
      ? { status: 400, body: { message: order } }
      : { status: 200, lines: (send, signal) => visit(order, visits, send, signal) };
  },
  'POST /local/rotate-keys': command(({ rotateKeys }) => rotateKeys()),
  'POST /local/restart': command(({ restart }) => restart()),
};

const parse = (text: string | undefined): { input: unknown } | undefined => {
  try {
    return { input: JSON.parse(text ?? '') };
  } catch {
    // The caller answers 400.
    return undefined;
  }
};

/**
 * Answers requests to the control API. Refuses other origins: their pages cannot send JSON without a preflight, which
 * the server never allows.
 *
 * @returns Whether the path belongs to the control API.
 */
export const handleControl = async (exchange: Exchange, controls: Controls): Promise<boolean> => {
  const { request, url } = exchange;
  if (!url.pathname.startsWith('/local/')) return false;
  const refuse = (status: number, message: string): true => {
    sendJson(exchange, { message }, status);
    return true;
  };

  const { origin, 'content-type': contentType } = request.headers;
  if (origin !== undefined && origin !== url.origin)
    return refuse(403, 'Other origins cannot use the control API.');
  const action = actions[`${request.method} ${url.pathname}`];
  if (!action) return refuse(404, `There is no ${request.method} ${url.pathname.slice(0, 100)}.`);
  if (request.method === 'GET') {
    const { status, body } = await action(controls, undefined);
    sendJson(exchange, body, status);
    return true;
  }

  if (contentType?.split(';')[0] !== 'application/json') {
    return refuse(415, 'Send application/json, at least {}.');
  }
  const parsed = parse(await readBody(request));
  if (!parsed) return refuse(400, 'The body is not JSON, or is longer than 56 kB.');
  const { status, body, lines } = await action(controls, parsed.input);
  if (lines) await sendLines(exchange, lines);
  else sendJson(exchange, body, status);
  return true;
};
