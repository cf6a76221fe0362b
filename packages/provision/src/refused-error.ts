/** What stops a command and what its reader can mend: the message is the one line that the reader gets. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** The HTTP status, when Logto answered. */
  readonly status: number | undefined;
  /** Logto's own name of what is wrong, such as `role.name_in_use`. */
  readonly code: string | undefined;

  constructor(message: string, status?: number, code?: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
