import NodeClient, { PersistKey } from '@logto/node';
import { saveSession } from '@repo/session/session-methods';
import type { Request, Response } from 'express';
import { configForRequest } from './config.ts';

/**
 * A client like the one that `withLogto` creates, on the same session. Use it for what `withLogto` cannot do: it
 * requests no organization's token for an API resource, and with `getAccessToken: true` it treats a failed token request
 * as signed out.
 *
 * @param signInSession What the SDK stored when sign-in started; for the callback.
 */
export const createNodeClient = (request: Request, response: Response, signInSession?: string) =>
  new NodeClient(configForRequest(request).config, {
    storage: {
      getItem: async (key) =>
        (key === PersistKey.SignInSession ? signInSession : request.session[key]) ?? null,
      setItem: async (key, value) => {
        request.session[key] = value;
        // Do not wait for the end of the response: Logto accepts the old refresh token for only 3 more seconds.
        if (key === PersistKey.RefreshToken && !signInSession) await saveSession(request);
      },
      removeItem: async (key) => {
        request.session[key] = undefined;
      },
    },
    navigate: (url) => response.redirect(url),
  });
