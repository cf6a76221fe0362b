import type { SessionData } from '@logto/node';
import { readAccessTokens } from './access-tokens.ts';
import { type DescribableSessionWrapper, describeSession } from './describe-session.ts';
import { decrypt, encrypt } from './encrypt.ts';
import { isSession, packSession, unpackFields } from './pack-session.ts';
import { SessionTooLargeError } from './session-errors.ts';

// Browsers silently ignore a cookie whose name and value exceed 4,096 bytes. The SDK's name `logto_APPID` takes 27.
const maximumLength = 4000;

const lifetime = 14 * 24 * 3600;

const now = () => Math.floor(Date.now() / 1000);

// `exp`, because the lifetime of the cookie itself does not bind a thief.
const seal = (session: SessionData, secret: string) =>
  encrypt(packSession(session), secret, { exp: now() + lifetime });

/**
 * Session wrapper that keeps the whole session in one cookie: `sessionWrapper: boundedCookie` in the configuration of
 * Logto's Next.js SDKs, Node.js or edge runtime. Sessions are compressed, then encrypted with the `cookieSecret` (32
 * characters or more).
 *
 * - `wrap` returns at most 4,000 bytes. A larger session loses cached access tokens, those that expire first before
 *   others; the SDK fetches them again on demand. Throws `SessionTooLargeError` if that is not enough.
 * - `unwrap` returns an empty session for anything that `wrap` did not return for the same secret in the last 14 days.
 */
export const boundedCookie: DescribableSessionWrapper = {
  wrap: async (session, secret) => {
    const whole = await seal(session, secret);
    if (whole.length <= maximumLength) return whole;

    const { accessToken: _, ...essential } = session;
    let value = await seal(essential, secret);
    if (value.length > maximumLength) throw new SessionTooLargeError(value.length, maximumLength);

    const soonestExpiryFirst = readAccessTokens(session).toSorted(
      ([, one], [, other]) => one.expiresAt - other.expiresAt,
    );
    for (let kept = 1; kept < soonestExpiryFirst.length; kept += 1) {
      const accessToken = JSON.stringify(Object.fromEntries(soonestExpiryFirst.slice(-kept)));
      const candidate = await seal({ ...essential, accessToken }, secret);
      if (candidate.length > maximumLength) break;
      value = candidate;
    }
    return value;
  },

  unwrap: async (value, secret) => {
    // Deflate expands at most 1,032 times, so this also limits the unpacked size to 3 MB.
    if (value.length > maximumLength) return {};
    try {
      const { plaintext, header } = await decrypt(value, secret);
      const fields = Number(header.exp) > now() ? unpackFields(plaintext) : {};
      return isSession(fields) ? fields : {};
    } catch {
      // A cookie that cannot be read means signed out; the reason would only help an attacker.
      return {};
    }
  },

  describe: async (value, secret) =>
    describeSession(await boundedCookie.unwrap(value, secret), {
      store: 'In a cookie, compressed and encrypted',
      bytes: value.length,
      limit: maximumLength,
    }),
};
