import type { NextFunction, Request, Response } from 'express';
import { jwtVerify } from 'jose';
import { type AccessToken, accessTokenSchema } from './access-token.ts';
import { bearerToken } from './bearer-token.ts';
import { issuerKeys } from './issuer-keys.ts';
import { isOrganizationAudience } from './organization-audience.ts';
import { insufficientScope, invalidToken } from './refusal.ts';
import { tokenProblem } from './token-problem.ts';

// What Logto's keys can sign with: EC on P-384 (its default), RSA, Ed25519. No HMAC, no "none": with those, whoever
// knows the public key, or nothing, could sign.
const algorithms = ['ES384', 'RS256', 'EdDSA'];
const requiredClaims = ['aud', 'exp', 'iat', 'jti', 'sub', 'client_id'];

/** What a route needs: a token for this audience, which may depend on the path, with this permission. */
export type Requirement<Parameters> = {
  audience: string | ((parameters: Parameters) => string);
  scope: string;
};

/** The response of a route behind `requireAccessToken`. */
export type ProtectedResponse = Response<unknown, { accessToken: AccessToken }>;

/**
 * Makes the middleware that lets requests pass only with an access token of one Logto (RFC 9068 section 4).
 *
 * @param endpoint Logto's address, with or without a trailing slash.
 * @param issuerTimeout Milliseconds that Logto has to answer when its keys are fetched.
 * @returns `requireAccessToken`. It leaves the claims in `response.locals.accessToken`, or throws a `Refusal`: 400 or
 *   401 without a usable token, 403 without the permission or for another organization, 503 when Logto is away.
 */
export const createRequireAccessToken = (endpoint: string, issuerTimeout: number) => {
  const issuer = `${endpoint.replace(/\/+$/, '')}/oidc`;
  const keys = issuerKeys(issuer, issuerTimeout);

  const verify = async (token: string): Promise<AccessToken> => {
    try {
      // ID tokens are signed with the same keys; only the type tells them apart.
      const checks = { issuer, algorithms, requiredClaims, typ: 'at+jwt', clockTolerance: 5 };
      const { payload } = await jwtVerify(token, keys, checks);
      return accessTokenSchema.parse(payload);
    } catch (error) {
      const problem = tokenProblem(error);
      throw problem ? invalidToken(problem) : error;
    }
  };

  return <Parameters>({ audience, scope }: Requirement<Parameters>) =>
    async (request: Request<Parameters>, response: ProtectedResponse, next: NextFunction): Promise<void> => {
      const accessToken = await verify(bearerToken(request));

      // By hand, not with jose's `audience`: a good token of another organization is a matter of permission, 403.
      const wanted = typeof audience === 'string' ? audience : audience(request.params);
      if (!accessToken.aud.includes(wanted)) {
        const isOtherOrganization = [wanted, ...accessToken.aud].every(isOrganizationAudience);
        throw isOtherOrganization
          ? insufficientScope('The access token is for another organization', scope)
          : invalidToken('The access token is for another API');
      }
      if (!accessToken.scope.includes(scope)) {
        throw insufficientScope(`The access token lacks the permission ${scope}`, scope);
      }

      response.locals.accessToken = accessToken;
      next();
    };
};
