import { type IncomingMessage, request } from 'node:http';

/** Posts with any headers, as no browser would, and returns the status and the headers of the answer. */
export const post = (url: string, body: string, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (answer) => resolve(answer.resume()));
    sent.once('error', reject).end(body);
  });
