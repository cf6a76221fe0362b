import type { IncomingMessage } from 'node:http';
import { ApiError, demand } from './api-error.ts';
import { type Exchange, readBody, sendJson } from './exchange.ts';

/** Decodes a part of a path. */
export const decodePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not valid percent-encoding, so nothing has this name.
    return text;
  }
};

/**
 * Returns the access token of a request (RFC 6750, section 2.1).
 *
 * @throws ApiError with status 401 if it has none.
 */
export const bearerToken = ({ headers: { authorization } }: IncomingMessage): string => {
  demand(authorization, 401, 'auth.authorization_header_missing');
  if (!authorization.startsWith('Bearer ')) {
    const data = { supportedTypes: ['Bearer'] };
    throw new ApiError(401, 'auth.authorization_token_type_not_supported', { data });
  }
  return authorization.slice('Bearer '.length);
};

/**
 * Reads a JSON body. An empty one is an empty object.
 *
 * @throws ApiError with status 400 or 413.
 */
export const readJson = async ({ request }: Exchange): Promise<unknown> => {
  const text = await readBody(request);
  if (text === undefined) {
    throw new ApiError(413, 'guard.invalid_input', { message: 'The body is longer than 56 kB.' });
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, 'guard.invalid_input', { message: 'The body is not JSON.' });
  }
};

/** Answers 405 and names the methods that an address has. */
export const refuseMethod = ({ response }: Exchange, methods: string[]): void => {
  const headers = { 'content-type': 'text/plain; charset=utf-8', allow: methods.join(', ') };
  response.writeHead(405, headers).end('Method Not Allowed');
};

/**
 * Answers with an error that an API has thrown.
 *
 * @throws Any other error. A real Logto, too, answers 500 if the provider of a social connector refuses.
 */
export const sendApiError = (exchange: Exchange, error: unknown): void => {
  if (!(error instanceof ApiError)) throw error;
  const { status, code, message, details } = error;
  sendJson(exchange, { code, message, ...details }, status);
};
