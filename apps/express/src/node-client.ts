import NodeClient from '@logto/node';
import type { Request, Response } from 'express';
import { logtoConfig } from './logto.ts';

/**
 * The client that `withLogto` makes for itself, on the same session, for what `withLogto` cannot do: it takes no
 * organization, and with `getAccessToken: true` it shows a token that cannot be had as a visitor who is signed out.
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
