/**
 * Tells whether a request that changes something comes from the app's own pages. Browsers send `Origin` with every POST.
 *
 * @param origin The `Origin` header. Without one, the request does not come from a browser, so no visitor's cookies were
 *   abused.
 */
export const isOwnOrigin = (origin: string | null | undefined, { baseUrl }: { baseUrl: string }): boolean =>
  !origin || origin === new URL(baseUrl).origin;

/**
 * Turns the path that a visitor asked for into an address to return to after sign-in. The result is always on the app's own
 * origin, so it cannot be used as an open redirect.
 *
 * @param path Path and query, of at most 1,000 characters. Anything else means the home page.
 */
export const ownAddress = (path: unknown, { baseUrl }: { baseUrl: string }): string =>
  new URL(
    typeof path === 'string' && path.startsWith('/') ? `${baseUrl}${path.slice(0, 1000)}` : `${baseUrl}/`,
  ).href;
