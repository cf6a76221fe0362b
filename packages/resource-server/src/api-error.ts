import type { ErrorRequestHandler } from 'express';

/** A request that fails on purpose. `answerError` sends it as `{ "error": code, "error_description": message }`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  /**
   * @param code For programs, such as `invalid_token`.
   * @param message For people. It reaches the caller, so it contains no token, key or internal address.
   */
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

// By the `type` of body-parser's errors.
const unreadable: Record<string, string> = {
  'entity.parse.failed': 'The body is not valid JSON',
  'entity.too.large': 'The body is too large: 4 kB at most',
};

const apiErrorOf = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;

  // Express and body-parser give a status to each request that they cannot read.
  if (error instanceof Error && 'status' in error) {
    const { status } = error;
    const type = 'type' in error ? String(error.type) : '';
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return new ApiError(status, 'invalid_request', unreadable[type] ?? 'The request cannot be read');
    }
  }
  console.error('Request failed:', error instanceof Error ? error.stack : error);
  return new ApiError(500, 'server_error', 'Internal server error');
};

/** Answers every error as JSON, without a stack. The last middleware of the app. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { status, code, message, headers } = apiErrorOf(error);
  response.status(status).set(headers).json({ error: code, error_description: message });
};
