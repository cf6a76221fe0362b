import NodeClient, { PersistKey } from '@logto/node';
import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { saveSession } from '@repo/session/session-methods';
import type { Request, Response } from 'express';
import { configForRequest } from './config.ts';

/**
 * A client on the session that `withLogto` uses, for what `withLogto` cannot do: get a token for an API resource in an
 * organization, or learn why a token request failed, which `getAccessToken: true` reports as signed out.
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
  // The SDK is still loading the cached tokens, and would put them back.
  await client.isAuthenticated();
  await client.clearAccessToken();
  // Logto also issues a new ID token, which the SDK stores. It must be newer than the change.
  forgetTokenAnswers();
  await client.getAccessToken();
};
// #endregion
