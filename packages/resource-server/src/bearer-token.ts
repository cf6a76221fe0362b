import type { IncomingMessage } from 'node:http';
import { malformedHeader, noToken } from './refusal.ts';

/**
 * Takes the token from the Authorization header (RFC 6750 section 2.1), and from nowhere else: addresses and bodies
 * end up in logs and histories.
 *
 * @throws Refusal with status 401 when there is no token, 400 when the header is malformed or sent twice.
 */
export const bearerToken = (request: IncomingMessage): string => {
  // `headers.authorization` would silently drop all but the first.
  const [header = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0) throw malformedHeader();
  if (!/^Bearer(?: |$)/i.test(header)) throw noToken();

  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
  if (!token) throw malformedHeader();
  return token;
};
