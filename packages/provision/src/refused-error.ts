/** What stops a command and what its reader can mend: the message is the one line that the reader gets. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** The HTTP status, when Logto answered. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}
