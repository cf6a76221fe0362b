import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from './screens/html.ts';
import { type Page, pageHeaders, renderPage } from './screens/page.ts';

/** A request, its address, and the response to it. */
export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/** Answers with a page. */
export const sendPage = ({ response }: Exchange, page: Page, status = 200): void => {
  response
    .writeHead(status, { ...pageHeaders(page), 'cache-control': 'no-cache, no-store, must-revalidate' })
    .end(renderPage(page));
};

/** Answers with an HTML file, whose own policy says what it may load. */
export const sendFile = async ({ response }: Exchange, file: string): Promise<void> => {
  const page = await readFile(file);
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(page);
};

/** Answers with JSON. */
export const sendJson = ({ response }: Exchange, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
};

/** Sends values one after the other. The signal says that the client has gone. */
export type SendLines = (send: (value: unknown) => void, signal: AbortSignal) => Promise<void>;

/** Answers with a line of JSON for each value, as soon as it is there. */
export const sendLines = async ({ response }: Exchange, lines: SendLines): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  await lines((value) => response.write(`${JSON.stringify(value)}\n`), gone.signal);
  response.end();
};

/**
 * Redirects the browser. Status 303, the default, turns a form's POST into a GET. Like a real Logto's, the redirect may be
 * cached: a browser that goes back may follow it to a sign-in that is over.
 */
export const redirect = ({ response }: Exchange, location: string, status = 303): void => {
  response
    .writeHead(status, {
      location,
      'content-type': 'text/html; charset=utf-8',
      vary: 'Accept-Encoding',
    })
    .end(html`Redirecting to ${location}.`.markup);
};

/**
 * Whether a page of another site posted a form. Other apps on localhost are the same site for SameSite, so their forms come
 * with the visitor's cookies.
 */
export const isForeignPost = ({ request, url }: Exchange): boolean =>
  request.method === 'POST' && request.headers.origin !== undefined && request.headers.origin !== url.origin;

/** The largest body that a real Logto accepts. */
const limit = 56 * 1024;

/**
 * Reads a request's body.
 *
 * @returns Its text, or `undefined` if it is longer than 56 kB.
 */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // Keep reading to the end: answering earlier resets the connection of a client that is still sending.
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? undefined : Buffer.concat(chunks).toString();
};
