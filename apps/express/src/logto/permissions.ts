import type { Resource, ScopeOf } from '@repo/config/apis';
import { checkScopes } from '@repo/server';
import type { RequestHandler } from 'express';
import { createNodeClient } from './client.ts';

/**
 * The guard of routes: requires these permissions in the visitor's access token for an API. Use it after `requireSignIn`. The
 * API checks them again.
 *
 * @returns Middleware. It fails with the kind `forbidden` if one is missing, and with what the SDK throws.
 */
export const requireScopes =
  <Indicator extends Resource>(resource: Indicator, scopes: readonly ScopeOf<Indicator>[]): RequestHandler =>
  async (request, response, next) => {
    const client = createNodeClient(request, response);
    const { scope } = await client.getAccessTokenClaims(resource);
    checkScopes(scope, scopes);
    next();
  };
