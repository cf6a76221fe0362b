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

/** The visitor's access token lacks a permission. A failure of the kind `forbidden`. */
class MissingPermissionError extends Error {
  override readonly name = 'MissingPermissionError';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`The access token lacks ${missing.join(' ')}`);
    this.missing = missing;
  }
}

/**
 * Checks the scopes of an access token. It decides what to show: the API that receives the token decides again.
 *
 * @param granted The token's `scope` claim (RFC 8693, section 4.2).
 * @throws An error of the kind `forbidden` if a required scope is missing.
 */
export const checkScopes = (granted: string | undefined, required: readonly string[]): void => {
  // Split into words: a search in the text would find `read` in `read:all`.
  const scopes = granted?.split(' ') ?? [];
  const missing = required.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) throw new MissingPermissionError(missing);
};

/** Returns the scopes that `checkScopes` missed, from what it threw. None for any other error. */
export const missingScopes = (error: unknown): readonly string[] =>
  // By its name: a bundler may include the class twice.
  error instanceof Error && error.name === 'MissingPermissionError' && 'missing' in error
    ? [error.missing].flat().map(String)
    : [];

/** Thrown when a form was shown to another user. A failure of the kind `replaced`. */
class OtherUserError extends Error {
  override readonly name = 'OtherUserError';
}

/**
 * Refuses a form that a previous user left open in a tab, because it would change the current user's data. Only `claims` decide
 * who is signed in.
 *
 * @param user A hidden field of the form: the `sub` of the user to whom the form was shown. Without this field, nothing is checked.
 * @param claims The claims of the ID token of the user who is signed in.
 * @throws An error of the kind `replaced` if they differ.
 */
export const refuseFormOfOtherUser = (user: unknown, { sub }: { sub: string }): void => {
  if (typeof user === 'string' && user !== sub)
    throw new OtherUserError('The form was shown to another user');
};
