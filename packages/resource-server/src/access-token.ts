import type { NextFunction, Request, Response } from 'express';
import { errors, jwtVerify } from 'jose';
import { ZodError, z } from 'zod';
import { ApiError } from './api-error.ts';
import { issuerKeys } from './issuer-keys.ts';

// The algorithms of Logto's keys. HMAC would accept a token signed with the public key, "none" one without a signature.
const algorithms = ['ES384', 'RS256', 'EdDSA'];
const requiredClaims = ['aud', 'exp', 'iat', 'jti', 'sub', 'client_id'];

const accessTokenSchema = z.object({
  /** The user, or the application itself in machine-to-machine calls. */
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string()).min(1)]).transform((audience) => [audience].flat()),
  // Split into words: a search in the text would find `read` in `read:all`.
  scope: z
    .string()
    .default('')
    .transform((scope) => scope.split(' ')),
  /** Set when the permissions on the resource come from the user's roles in this organization. */
  organization_id: z.string().min(1).optional(),
  /** The application that the token was issued to. */
  client_id: z.string().min(1),
});

/** The claims of a verified access token that routes use (RFC 9068 section 2.2, and Logto's `organization_id`). */
export type AccessToken = z.infer<typeof accessTokenSchema>;

const organizationPrefix = 'urn:logto:organization:';

/** The audience of Logto's organization tokens. */
export const organizationAudience = ({ organizationId }: { organizationId: string }): string =>
  `${organizationPrefix}${organizationId}`;

// The challenges of RFC 6750 section 3. A description stands between quotes, so it contains no quotes or backslashes.
const realm = 'Bearer realm="API"';

const challenge = (status: number, code: string, description: string, scope?: string): ApiError => {
  const header = `${realm}, error="${code}", error_description="${description}"`;
  return new ApiError(status, code, description, {
    'WWW-Authenticate': scope ? `${header}, scope="${scope}"` : header,
  });
};

const invalidToken = (description: string) => challenge(401, 'invalid_token', description);
const insufficientScope = (description: string, scope?: string) =>
  challenge(403, 'insufficient_scope', description, scope);

// From the Authorization header only (RFC 6750 section 2.1): URLs and bodies end up in logs and histories.
const bearerToken = (request: Pick<Request, 'headersDistinct'>): string => {
  // `headers.authorization` would silently drop all but the first.
  const [header = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length === 0 && !/^Bearer(?: |$)/i.test(header)) {
    // Without a token, the challenge contains no error code (RFC 6750 section 3.1).
    const description = 'Send an access token in the header Authorization: Bearer TOKEN';
    throw new ApiError(401, 'unauthorized', description, { 'WWW-Authenticate': realm });
  }

  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
  if (!token || others.length > 0) {
    throw challenge(400, 'invalid_request', 'Send one header Authorization: Bearer TOKEN');
  }
  return token;
};

// By jose's error code, or by the claim or header parameter that is wrong.
const problems: Record<string, string> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'The access token is signed with an algorithm that is not accepted here',
  ERR_JWKS_NO_MATCHING_KEY: 'The access token is signed with a key that the issuer does not publish',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'The signature of the access token is wrong',
  ERR_JWT_EXPIRED: 'The access token has expired',
  iss: 'The access token is from another issuer',
  nbf: 'The access token is not valid yet',
  typ: 'The token is not an access token: its type is not at+jwt',
};

/** Describes what is wrong with a token. Returns undefined if the error is not about the token. */
const problemOf = (error: unknown): string | undefined => {
  if (error instanceof ZodError) return 'The claims of the access token are malformed';
  if (!(error instanceof errors.JOSEError)) return undefined;
  if (!(error instanceof errors.JWTClaimValidationFailed)) {
    return problems[error.code] ?? 'The access token is not a JWT that can be verified';
  }
  if (error.reason === 'missing') return `The access token lacks the claim ${error.claim}`;
  return problems[error.claim] ?? `The access token has a malformed claim ${error.claim}`;
};

/**
 * Creates the guard of protected routes: it verifies access tokens of one Logto (RFC 9068 section 4).
 *
 * @param endpoint Logto's address, with or without a trailing slash.
 * @param issuerTimeout Milliseconds that Logto has to answer when its keys are fetched.
 * @returns `requireAccessToken`, which makes a middleware from the required audience and permission, if any. The middleware
 *   puts the claims into `response.locals.accessToken` or throws `ApiError`: 400 or 401 without a valid token, 403
 *   without the permission or for another organization, 503 when Logto's keys cannot be fetched.
 */
export const createRequireAccessToken = (endpoint: string, issuerTimeout: number) => {
  const issuer = `${endpoint.replace(/\/+$/, '')}/oidc`;
  const keys = issuerKeys(issuer, issuerTimeout);

  const verify = async (token: string): Promise<AccessToken> => {
    try {
      // The same keys sign ID tokens; only the type tells them apart.
      const checks = { issuer, algorithms, requiredClaims, typ: 'at+jwt', clockTolerance: 5 };
      const { payload } = await jwtVerify(token, keys, checks);
      return accessTokenSchema.parse(payload);
    } catch (error) {
      const problem = problemOf(error);
      throw problem ? invalidToken(problem) : error;
    }
  };

  return <Parameters>(audience: string | ((parameters: Parameters) => string), scope?: string) =>
    async (
      request: Request<Parameters>,
      response: Response<unknown, { accessToken: AccessToken }>,
      next: NextFunction,
    ): Promise<void> => {
      const accessToken = await verify(bearerToken(request));

      // Checked here and not by jose: a valid token for another organization lacks a permission, which is 403.
      const required = typeof audience === 'string' ? audience : audience(request.params);
      if (!accessToken.aud.includes(required)) {
        const audiences = [required, ...accessToken.aud];
        throw audiences.every((value) => value.startsWith(organizationPrefix))
          ? insufficientScope('The access token is for another organization', scope)
          : invalidToken('The access token is for another API');
      }
      if (scope && !accessToken.scope.includes(scope)) {
        throw insufficientScope(`The access token lacks the permission ${scope}`, scope);
      }

      response.locals.accessToken = accessToken;
      next();
    };
};
