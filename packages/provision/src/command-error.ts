/** Ends a command. The message is all that the user sees: one line per problem, each with a way to fix it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** The HTTP status, if Logto answered. */
  readonly status: number | undefined;
  /** Logto's error code, such as `role.name_in_use`. */
  readonly code: string | undefined;

  constructor(message: string, status?: number, code?: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
