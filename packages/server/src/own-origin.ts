/**
 * Tells whether a POST comes from a page of the app itself: browsers say with every POST where it comes from.
 *
 * @param origin The request's `Origin` header. Without it, the request comes from no browser, and carries no cookies
 *   that a browser was tricked into sending.
 */
export const isOwnOrigin = (origin: string | null | undefined, { baseUrl }: { baseUrl: string }): boolean =>
  !origin || origin === new URL(baseUrl).origin;
