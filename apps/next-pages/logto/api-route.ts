import type { NextApiHandler } from 'next';

/** Allows only these methods, and redirects with 303, so that a POST is followed by a GET. */
export const apiRoute =
  (handlers: { GET?: NextApiHandler; POST?: NextApiHandler }): NextApiHandler =>
  (request, response) => {
    const { method } = request;
    const handler = method === 'GET' || method === 'POST' ? handlers[method] : undefined;
    if (!handler) return response.status(405).setHeader('Allow', Object.keys(handlers).join(', ')).end();

    // Next.js redirects with 307, which would make the browser repeat the POST to Logto.
    const redirect = response.redirect.bind(response);
    response.redirect = (...parameters: [url: string] | [status: number | string, url?: string]) =>
      redirect(303, String(parameters.at(-1)));
    return handler(request, response);
  };
