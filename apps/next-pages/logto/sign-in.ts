import type { NextApiHandler } from 'next';

/** Limits an SDK route to these methods. Sign-up and sign-out take only POST, so that no link or prefetch triggers them. */
export const authRoute =
  (methods: readonly ('GET' | 'POST')[], handler: NextApiHandler): NextApiHandler =>
  (request, response) => {
    if (!methods.some((method) => method === request.method)) {
      return response.status(405).setHeader('Allow', methods.join(', ')).end();
    }

    // Next.js redirects with 307, which would make the browser repeat the POST to Logto.
    const redirect = response.redirect.bind(response);
    response.redirect = (...parameters: [url: string] | [status: number | string, url?: string]) =>
      redirect(303, String(parameters.at(-1)));
    return handler(request, response);
  };
