// #region redis
/** Thrown when the session store cannot be reached or rejects a command, so nobody can tell who is signed in. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';

  /** @param store The store's address, without credentials, since messages end up in logs. */
  constructor(store: string, reason: string) {
    super(`The session store ${store} cannot be used: ${reason}`);
  }
}

/** Thrown by an app when a visitor's session has ended because it was idle for too long. */
export class IdleSessionError extends Error {
  override readonly name = 'IdleSessionError';

  constructor() {
    super('The session was idle for too long');
  }
}
// #endregion

/** Thrown when a session does not fit into a cookie even without its cached access tokens. */
export class SessionTooLargeError extends Error {
  override readonly name = 'SessionTooLargeError';

  /** Both in bytes: what the cookie's value would need, and what it may have. */
  constructor(
    readonly size: number,
    readonly limit: number,
  ) {
    super(
      `The session needs ${size} bytes and a cookie has room for ${limit}: keep sessions on the server, or take claims out of the ID token (organizations and organization_roles are the usual cause)`,
    );
  }
}
