import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Refusal } from './refusal.ts';

// Express reports what it cannot read with a status, and body-parser with a type too.
const unreadable: Record<string, string> = {
  'entity.parse.failed': 'The body is not valid JSON',
  'entity.too.large': 'The body is too large: 4 kB at most',
};

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof Error && 'status' in error) {
    const { status } = error;
    const type = 'type' in error ? String(error.type) : '';
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return new Refusal(status, 'invalid_request', unreadable[type] ?? 'The request cannot be read');
    }
  }
  console.error('Request failed:', error instanceof Error ? error.stack : error);
  return new Refusal(500, 'server_error', 'Something went wrong here');
};

/** Answers every error as JSON, without a stack. Comes last. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { status, code, message, headers } = refusalOf(error);
  response.status(status).set(headers).json({ error: code, error_description: message });
};

/** Refuses the methods that a route has no handler for. */
export const methodNotAllowed = (allow: string): RequestHandler => {
  return () => {
    throw new Refusal(405, 'method_not_allowed', `Use one of ${allow}`, { Allow: allow });
  };
};

/** Refuses every path that no route has. */
export const notFound: RequestHandler = () => {
  throw new Refusal(404, 'not_found', 'There is nothing at this address');
};
