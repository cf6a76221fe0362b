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
