import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tenant } from '@repo/config';
import { type Page, pageHeaders, renderPage } from './page.ts';

/** A request outside the OpenID provider, its address, and the response to it. */
export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/** Answers with a page. */
export const sendPage = ({ response }: Exchange, tenant: Tenant, page: Page, status = 200): void => {
  response.writeHead(status, pageHeaders(tenant, page.script)).end(renderPage(page));
};

/** Answers with JSON. */
export const sendJson = ({ response }: Exchange, body: unknown, status = 200): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
};

/** Sends the browser on. 303 turns a form's POST into a GET. */
export const redirect = ({ response }: Exchange, location: string, status = 303): void => {
  response.writeHead(status, { location, 'cache-control': 'no-store' }).end();
};

/** The size that a real Logto takes at most. */
const limit = 56 * 1024;

/**
 * Reads a request's body.
 *
 * @returns Its text, or nothing if it is longer than 56 kB.
 */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // Read on to the end: an answer before it would reset the connection of a client that still sends.
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? undefined : Buffer.concat(chunks).toString();
};
