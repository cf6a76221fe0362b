import NodeClient, { PersistKey } from '@logto/node';
import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { saveSession } from '@repo/session/session-methods';
import type { Request, Response } from 'express';
import { configForRequest } from './config.ts';

/**
 * Creates a client for the session that `withLogto` uses. It can do what `withLogto` cannot: get a token for an API resource in an
 * organization, or learn why a token request failed, where `getAccessToken: true` just reports the visitor as signed out.
 *
 * @param signInSession For the callback: what the SDK stored when sign-in started.
 */
export const createNodeClient = (request: Request, response: Response, signInSession?: string) =>
  new NodeClient(configForRequest(request).config, {
    storage: {
      getItem: async (key) =>
        (key === PersistKey.SignInSession ? signInSession : request.session[key]) ?? null,
      setItem: async (key, value) => {
        request.session[key] = value;
        // Do not wait for the end of the response: Logto accepts the old refresh token for only 3 more seconds.
        // Not in the callback: `startNewSession` replaces the session anyway.
        if (key === PersistKey.RefreshToken && !signInSession) await saveSession(request);
      },
      removeItem: async (key) => {
        request.session[key] = undefined;
      },
    },
    navigate: (url) => response.redirect(url),
  });

// #region refresh-claims
/** Renews the ID token, whose claims change with the account and with memberships. */
export const refreshClaims = async (client: NodeClient) => {
  // Wait for the SDK to load the cached tokens. Otherwise it would put them back.
  await client.isAuthenticated();
  await client.clearAccessToken();
  // Do not reuse an earlier response: with the access token, Logto issues a new ID token, which the SDK stores.
  forgetTokenAnswers();
  await client.getAccessToken();
};
// #endregion
