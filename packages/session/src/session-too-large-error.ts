/** Thrown when a session does not fit into a cookie even without its cached access tokens. */
export class SessionTooLargeError extends Error {
  override readonly name = 'SessionTooLargeError';
  /** What the cookie's value would need, in bytes. */
  readonly size: number;
  /** What it may have, in bytes. */
  readonly limit: number;

  constructor(size: number, limit: number) {
    super(
      `The session needs ${size} bytes and a cookie has room for ${limit}: keep sessions on the server, or take claims out of the ID token (organizations and organization_roles are the usual cause)`,
    );
    this.size = size;
    this.limit = limit;
  }
}
