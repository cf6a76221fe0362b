const name = 'logto_page';
const tenMinutes = 600;

/**
 * Remembers the page that a sign-in is for, in case another tab replaces its attempt in the session: `pageOfSignIn` reads
 * it at the callback.
 *
 * @param parameters The query of the request that starts sign-in. With `retry`, no page is remembered, so that there is
 *   no second retry.
 * @returns The `Set-Cookie` header.
 */
export const rememberPage = (
  parameters: URLSearchParams,
  { cookieSecure }: { cookieSecure: boolean },
): string => {
  const page = parameters.has('retry') ? '' : (parameters.get('returnTo') ?? '').slice(0, 1000);
  return `${name}=${encodeURIComponent(page)}; Path=/; Max-Age=${tenMinutes}; HttpOnly; SameSite=Lax${cookieSecure ? '; Secure' : ''}`;
};

/** Returns the path and query that `rememberPage` stored last in this browser, if any, from the `Cookie` header. */
export const pageOfSignIn = (cookies: string | null | undefined): string | undefined => {
  const pair = cookies?.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
  // Unlike `decodeURIComponent`, it does not throw if the cookie is malformed.
  return new URLSearchParams(pair).get(name) || undefined;
};
