import type { Logout } from '@repo/session';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';

const event = 'http://schemas.openid.net/event/backchannel-logout';

// Longer than Logto's logout tokens live.
const longestLife = 10 * 60;

// Logto's clock may be ahead of this one.
const clockTolerance = 30;

/** Thrown for a logout token that is a valid JWT, but breaks this standard. */
class LogoutTokenError extends Error {
  override readonly name = 'LogoutTokenError';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const readLogout = (claims: JWTPayload): Logout => {
  const { jti, sid, sub, events, exp = 0, iat = 0 } = claims;
  if (!isObject(events) || !isObject(events[event])) {
    throw new LogoutTokenError('"events" does not say that this is a logout');
  }
  // So that an ID token cannot pass for a logout token.
  if ('nonce' in claims) throw new LogoutTokenError('"nonce" is not allowed');
  if (!isText(jti)) throw new LogoutTokenError('"jti" is missing');
  if (!isText(sid ?? sub) || !isText(sub ?? sid)) {
    throw new LogoutTokenError('"sid" or "sub" must name a session or a user');
  }
  return {
    jti,
    expiresAt: Math.min(exp, iat + longestLife) + clockTolerance,
    sid: isText(sid) ? sid : undefined,
    sub: isText(sub) ? sub : undefined,
  };
};

/**
 * Verifies logout tokens of one Logto for one application (OpenID Connect Back-Channel Logout 1.0, section 2.6): the
 * signature by one of Logto's keys, `typ`, `iss`, `aud`, `iat`, `exp` and `events`, that there is a `jti`, a `sid` or a `sub`,
 * and no `nonce`. The caller must accept each `jti` only once.
 *
 * @param environment `endpoint` is Logto's address, `appId` the application's id.
 * @returns A function that returns what a token says. Throws an Error of jose, a `LogoutTokenError`, or what `fetch` throws if
 *   Logto's keys cannot be fetched. No message contains the token or the value of a claim.
 */
export const createLogoutTokenVerifier = ({ endpoint, appId }: { endpoint: string; appId: string }) => {
  const issuer = `${endpoint}/oidc`;
  // Fetched again for an unknown key, but at most once a second: anyone can make up tokens, and Logto sends each only once.
  const findKey = createRemoteJWKSet(new URL(`${issuer}/jwks`), { cooldownDuration: 1000 });

  return async (token: string): Promise<Logout> => {
    const { payload, protectedHeader } = await jwtVerify(token, findKey, {
      issuer,
      audience: appId,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: longestLife,
      clockTolerance,
    });
    if (!/^(?:application\/)?logout\+jwt$/i.test(protectedHeader.typ ?? 'logout+jwt')) {
      throw new LogoutTokenError('"typ" is not logout+jwt');
    }
    return readLogout(payload);
  };
};
