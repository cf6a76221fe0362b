import type { SessionData } from '@logto/node';
import { describeSession, type SessionDescription } from './describe-session.ts';
import { decrypt, encrypt } from './encrypt.ts';
import { isSession, packSession, unpackFields } from './pack-session.ts';
import { readAccessTokens, withOwnAccessTokens } from './tokens.ts';

/** Thrown when a session does not fit into a cookie even without its cached access tokens. */
export class SessionTooLargeError extends Error {
  override readonly name = 'SessionTooLargeError';

  /** Both in bytes: the size that the cookie's value would have, and the size that it may have. */
  constructor(
    readonly size: number,
    readonly limit: number,
  ) {
    super(
      `The session needs ${size} bytes and a cookie has room for ${limit}: keep sessions on the server, or take claims out of the ID token (organizations and organization_roles are the usual cause)`,
    );
  }
}

// Browsers silently ignore a cookie whose name and value exceed 4,096 bytes. The SDK's name `logto_APPID` takes 27.
const maximumLength = 4000;

// By default, nginx answers 502 if the headers of a response exceed 4,096 bytes. Cached access tokens are not worth that.
const usualLength = 2900;

const hour = 3600;
const fourteenDays = 14 * 24 * hour;

const now = () => Math.floor(Date.now() / 1000);

// `exp`, because the lifetime of the cookie itself does not bind a thief.
const seal = (session: SessionData, secret: string) =>
  encrypt(packSession(session), secret, { exp: now() + (session.idToken ? fourteenDays : hour) });

/** The content of a sealed value, and when it expires, in seconds since 1970. */
type Opened = { session: SessionData; expiresAt: number };

declare global {
  // Next.js loads a module once per bundle: the proxy, the page and its API routes share what they open.
  var openedSessions: Map<string, Opened> | undefined;
}

// Opening takes longer than all that the SDK does with a session. The requests of one view arrive within seconds.
const openFor = 10_000;
const mostOpen = 500;

const sessionsInMemory = () => {
  globalThis.openedSessions ??= new Map();
  return globalThis.openedSessions;
};

const keyOf = (value: string, secret: string) => `${secret} ${value}`;

const open = async (value: string, secret: string): Promise<Opened> => {
  const opened = sessionsInMemory();
  const key = keyOf(value, secret);
  const known = opened.get(key);
  if (known) return known;

  const { plaintext, header } = await decrypt(value, secret);
  const fields = unpackFields(plaintext);
  const result = { session: isSession(fields) ? fields : {}, expiresAt: Number(header.exp) };
  if (opened.size < mostOpen) {
    opened.set(key, result);
    const timer = setTimeout(() => opened.delete(key), openFor);
    // The edge runtime returns a number.
    if (typeof timer === 'object') timer.unref();
  }
  return result;
};

/**
 * Session wrapper that keeps the whole session in one cookie: `sessionWrapper: boundedCookie` in the configuration of
 * Logto's Next.js SDKs, Node.js or edge runtime. Sessions are compressed, then encrypted with the `cookieSecret` (32
 * characters or more).
 *
 * - `wrap` returns at most 2,900 bytes, so that the response passes a proxy that allows 4,096 bytes for all headers. A
 *   larger session loses cached access tokens, those that expire first before others; the SDK fetches them again on demand.
 *   If the rest takes more, the limit is 4,000 bytes. Throws `SessionTooLargeError` if that is not enough.
 * - Access tokens of another user than the ID token's are left out (`withOwnAccessTokens`).
 * - `unwrap` returns an empty session for anything that `wrap` did not return for the same secret in the last 14 days, or
 *   in the last hour if it holds no ID token, only a sign-in attempt. What it has opened stays in memory for 10 seconds,
 *   or until the session changes or ends, so that a page and its API routes decrypt it once.
 */
export const boundedCookie = {
  wrap: async (data: SessionData, secret: string, currentValue = ''): Promise<string> => {
    const session = withOwnAccessTokens(data);
    sessionsInMemory().delete(keyOf(currentValue, secret));
    const whole = await seal(session, secret);
    if (whole.length <= usualLength) return whole;

    const { accessToken: _, ...essential } = session;
    let value = await seal(essential, secret);
    if (value.length > maximumLength) throw new SessionTooLargeError(value.length, maximumLength);
    const limit = value.length > usualLength ? maximumLength : usualLength;
    if (whole.length <= limit) return whole;

    const soonestExpiryFirst = readAccessTokens(session).toSorted(
      ([, one], [, other]) => one.expiresAt - other.expiresAt,
    );
    for (let kept = 1; kept < soonestExpiryFirst.length; kept += 1) {
      const accessToken = JSON.stringify(Object.fromEntries(soonestExpiryFirst.slice(-kept)));
      const candidate = await seal({ ...essential, accessToken }, secret);
      if (candidate.length > limit) break;
      value = candidate;
    }
    return value;
  },

  unwrap: async (value: string, secret: string): Promise<SessionData> => {
    // Deflate expands at most 1,032 times, so this also limits the unpacked size to 3 MB.
    if (value.length > maximumLength) return {};
    try {
      const { session, expiresAt } = await open(value, secret);
      return expiresAt > now() ? { ...session } : {};
    } catch {
      // A cookie that cannot be read means signed out; the reason would only help an attacker.
      return {};
    }
  },

  // #region lesson
  describe: async (value: string, secret: string): Promise<SessionDescription> =>
    describeSession(await boundedCookie.unwrap(value, secret), {
      store: 'In a cookie, compressed and encrypted',
      inBrowser: value.length,
      limit: maximumLength,
      onServer: 0,
    }),
  // #endregion
};
