import type { IncomingMessage } from 'node:http';
import { errors, importJWK, jwtVerify } from 'jose';
import type { JWK } from 'oidc-provider';
import { ApiError, demand } from '../api-error.ts';
import { bearerToken } from '../api-exchange.ts';
import { noteApp } from '../control/request-log.ts';
import { managementResource } from '../directory.ts';
import { publicPart, signingAlgorithm } from '../provider/signing-key.ts';

/** The issuer and the key of the tokens that the Management API accepts. */
export type TokenIssuer = { issuer: string; signingKey: JWK };

const verify = async (token: string, { issuer, signingKey }: TokenIssuer) => {
  try {
    const { payload } = await jwtVerify(token, await importJWK(publicPart(signingKey), signingAlgorithm), {
      issuer,
      audience: managementResource,
      algorithms: [signingAlgorithm],
      // The same key also signs ID tokens and logout tokens.
      typ: 'at+jwt',
      // `Date.now` follows the fault `clockSkew`.
      currentDate: new Date(Date.now()),
    });
    return payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    // A real Logto says what jose says.
    throw new ApiError(401, 'auth.unauthorized', { data: { ...error } });
  }
};

/**
 * Demands an access token for the Management API with its one permission, `all`. A token of a user or of an application
 * without the role for it has another audience or no scope.
 *
 * @throws ApiError with status 401 or 403.
 */
export const demandManagementToken = async (request: IncomingMessage, issuer: TokenIssuer): Promise<void> => {
  const { scope, client_id: app } = await verify(bearerToken(request), issuer);
  noteApp(request, String(app));
  demand(String(scope).split(' ').includes('all'), 403, 'auth.forbidden');
};
