import type { SessionData } from '@logto/node';
import { readAccessTokens } from './access-tokens.ts';
import { type DescribedSessions, describeSession } from './describe-session.ts';
import { packSession, unpackSession } from './pack-session.ts';
import { seal, sealedLength, unseal } from './seal.ts';
import { SessionTooLargeError } from './session-too-large-error.ts';

// Browsers ignore a cookie whose name and value take more than 4,096 bytes together, and say nothing. The SDK names it
// `logto_APPID`, 27 bytes with an id of Logto's. Up to 64 bytes of name leave a margin of 32.
const maximumLength = 4000;

// The cookie's own lifetime binds only browsers: the time stands in the value, too, in four bytes before the session.
const lifetime = 14 * 24 * 3600;
const stampLength = 4;

const now = () => Math.floor(Date.now() / 1000);

const stamp = (packed: Uint8Array): Uint8Array<ArrayBuffer> => {
  const stamped = new Uint8Array(stampLength + packed.length);
  new DataView(stamped.buffer).setUint32(0, now());
  stamped.set(packed, stampLength);
  return stamped;
};

const fits = (packed: Uint8Array) => sealedLength(stampLength + packed.length) <= maximumLength;

const packWithinLimit = (session: SessionData) => {
  const whole = packSession(session);
  if (fits(whole)) return whole;

  // Only access tokens can be had again, with the refresh token: those that last longest are worth most.
  const { accessToken: _, ...rest } = session;
  let packed = packSession(rest);
  if (!fits(packed)) throw new SessionTooLargeError(sealedLength(stampLength + packed.length), maximumLength);

  const soonestExpiryFirst = readAccessTokens(session).toSorted(
    ([, one], [, other]) => one.expiresAt - other.expiresAt,
  );
  for (let kept = 1; kept < soonestExpiryFirst.length; kept += 1) {
    const accessToken = JSON.stringify(Object.fromEntries(soonestExpiryFirst.slice(-kept)));
    const candidate = packSession({ ...rest, accessToken });
    if (!fits(candidate)) break;
    packed = candidate;
  }
  return packed;
};

/**
 * Keeps the whole session in one cookie that no browser drops: `sessionWrapper: boundedCookie` in the configuration of
 * Logto's Next.js SDKs. The session is compressed and encrypted with the `cookieSecret` (32 characters or more).
 *
 * - `wrap` gives a value of 4,000 bytes or less. When the session needs more, cached access tokens are left out, those
 *   that expire first before others: the SDK fetches them again when asked. It throws `SessionTooLargeError` when that
 *   is not enough, and an Error when the secret is too short.
 * - `unwrap` gives an empty session for anything that `wrap` did not make with the same secret in the last 14 days.
 */
export const boundedCookie: DescribedSessions = {
  wrap: async (session, secret) => seal(stamp(packWithinLimit(session)), secret),

  describe: async (value, secret) =>
    describeSession(await boundedCookie.unwrap(value, secret), {
      store: 'In a cookie, compressed and encrypted',
      bytes: value.length,
      limit: maximumLength,
    }),

  unwrap: async (value, secret) => {
    // Also bounds what it unpacks to: deflate expands 1,032 times at most, so to 3 MB.
    if (value.length > maximumLength) return {};
    try {
      const stamped = await unseal(value, secret);
      const age = now() - new DataView(stamped.buffer).getUint32(0);
      return age > lifetime ? {} : unpackSession(stamped.subarray(stampLength));
    } catch {
      // Anybody can send any cookie, and all it can mean is "not signed in". The reason would help only an attacker.
      return {};
    }
  },
};
