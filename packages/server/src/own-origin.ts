/**
 * Whether a request that changes state comes from the app's own pages. Browsers send `Origin` with every POST.
 *
 * @param origin The `Origin` header. A request without it does not come from a browser, so it cannot abuse a visitor's
 *   cookies.
 */
export const isOwnOrigin = (origin: string | null | undefined, { baseUrl }: { baseUrl: string }): boolean =>
  origin === undefined || origin === null || origin === new URL(baseUrl).origin;

/**
 * Returns the URL to return to after sign-in. It is always on the app's own origin, so that sign-in is not an open
 * redirect.
 *
 * @param path The requested path and query, cut off after 1,000 characters. Anything else means the home page.
 */
export const ownAddress = (path: unknown, { baseUrl }: { baseUrl: string }): string =>
  new URL(
    typeof path === 'string' && path.startsWith('/') ? `${baseUrl}${path.slice(0, 1000)}` : `${baseUrl}/`,
  ).href;
