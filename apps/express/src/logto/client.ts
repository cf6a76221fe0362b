import NodeClient from '@logto/node';
import type { Request, Response } from 'express';
import { logtoConfig } from './config.ts';

/**
 * A client like the one that `withLogto` creates, on the same session. Use it for what `withLogto` cannot do: `withLogto`
 * takes no organization for an API resource, and with `getAccessToken: true` it reports a failed token request as signed
 * out.
 */
export const createNodeClient = (request: Request, response: Response) =>
  new NodeClient(logtoConfig, {
    storage: {
      getItem: async (key) => request.session[key] ?? null,
      setItem: async (key, value) => {
        request.session[key] = value;
      },
      removeItem: async (key) => {
        request.session[key] = undefined;
      },
    },
    navigate: (url) => response.redirect(url),
  });
