import LogtoClient from '@logto/next/server-actions';
import type { Resource, ScopeOf } from '@repo/config/apis';
import { checkScopes } from '@repo/server';
import { logtoConfig } from './config';

/**
 * The guard of pages, server actions and route handlers: requires these permissions in the visitor's access token for an API.
 * Call it first. The API checks them again.
 *
 * @param options For a page, which cannot store a new token: list the page in `resourcesOfPages` of `protect.ts`, so that `proxy.ts` does.
 * @throws A failure of the kind `forbidden` if one is missing, and what the SDK throws.
 */
export const requireScopes = async <Indicator extends Resource>(
  resource: Indicator,
  scopes: readonly ScopeOf<Indicator>[],
  options?: { ignoreCookieChange: true },
): Promise<void> => {
  const client = await new LogtoClient(logtoConfig).createNodeClient(options);
  const { scope } = await client.getAccessTokenClaims(resource);
  checkScopes(scope, scopes);
};
