import type { Request, RequestHandler, Response } from 'express';

/**
 * Does something with the session before an answer redirects, and leads to the page that it gives, if any. The SDK
 * redirects by itself, always home after a callback; and the browser follows as soon as it has the headers.
 */
export const beforeRedirect =
  (settle: (request: Request, response: Response) => unknown): RequestHandler =>
  (request, response, next) => {
    const redirect = response.redirect.bind(response);
    response.redirect = async (url: string | number) => {
      try {
        const page = await settle(request, response);
        redirect(typeof page === 'string' ? page : String(url));
      } catch (error) {
        next(error);
      }
    };
    next();
  };
