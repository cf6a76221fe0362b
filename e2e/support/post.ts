import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

const send = (method: 'GET' | 'POST', url: string, body: string, headers: OutgoingHttpHeaders) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => resolve(answer.resume()));
    sent.once('error', reject).end(body);
  });

/** Posts with any headers, as no browser would, and returns the status and the headers of the answer. */
export const post = (url: string, body: string, headers: OutgoingHttpHeaders) =>
  send('POST', url, body, headers);

/** Requests a page with any headers, such as another `Host`. */
export const get = (url: string, headers: OutgoingHttpHeaders) => send('GET', url, '', headers);
