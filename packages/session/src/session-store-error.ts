/** Thrown when the store of the sessions is out of reach or refuses: nobody can tell who is signed in. */
export class SessionStoreError extends Error {
  override readonly name = 'SessionStoreError';

  /** @param store The store's address, without credentials: messages end up in logs. */
  constructor(store: string, reason: string) {
    super(`The session store ${store} cannot be used: ${reason}`);
  }
}
