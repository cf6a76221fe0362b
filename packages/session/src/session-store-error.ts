/** Thrown when the session store cannot be reached or rejects a command, so nobody can tell who is signed in. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';

  /** @param store The store's address, without credentials, since messages end up in logs. */
  constructor(store: string, reason: string) {
    super(`The session store ${store} cannot be used: ${reason}`);
  }
}
