import type { Resource, ScopeOf } from '@repo/config/apis';
import { checkScopes } from '@repo/server';
import type { RequestClient } from './client';

/**
 * The guard of `getServerSideProps` and API routes: requires these permissions in the visitor's access token for an API. Call
 * it first. The API checks them again.
 *
 * @param client The one client of the request: a second one would overwrite the session of the first.
 * @throws A failure of the kind `forbidden` if one is missing, and what the SDK throws.
 */
export const requireScopes = async <Indicator extends Resource>(
  client: RequestClient,
  resource: Indicator,
  scopes: readonly ScopeOf<Indicator>[],
): Promise<void> => {
  const { scope } = await client.getAccessTokenClaims(resource);
  checkScopes(scope, scopes);
};
