import type { NextApiHandler } from 'next';
import { environment } from '../environment';

/** Where Logto redirects the visitor after sign-in. */
export const redirectUri = `${environment.baseUrl}/api/logto/sign-in-callback`;

/** Limits an SDK route to these methods: sign-in and sign-out are forms, so that no link or prefetch triggers them. */
export const authRoute =
  (methods: readonly ('GET' | 'POST')[], handler: NextApiHandler): NextApiHandler =>
  (request, response) => {
    response.setHeader('Cache-Control', 'private, no-store');
    if (!methods.some((method) => method === request.method)) {
      return response.status(405).setHeader('Allow', methods.join(', ')).end();
    }

    // Next.js redirects with 307, which would make the browser repeat the POST to Logto.
    const redirect = response.redirect.bind(response);
    response.redirect = (url: string | number) => redirect(303, String(url));
    return handler(request, response);
  };
