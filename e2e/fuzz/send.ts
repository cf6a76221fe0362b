import { type IncomingMessage, request as sendRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { type FuzzRequest, replacePlaceholders, type Secrets } from './request.ts';

const patience = 10_000;

/** An answer; `status` is 0 if the server closed the connection, and undefined if it did not answer within 10 s. */
export type FuzzAnswer = { status: number | undefined; headers: Headers; body: string };

const none = (status: 0 | undefined): FuzzAnswer => ({ status, headers: new Headers(), body: '' });

const answerOf = async (response: IncomingMessage): Promise<FuzzAnswer> => {
  const { statusCode: status, headers } = response;
  const { 'content-type': type = '', 'x-middleware-skip': isSkipped } = headers;
  return {
    status,
    headers: new Headers({
      'content-type': type,
      ...(isSkipped && { 'x-middleware-skip': String(isSkipped) }),
    }),
    body: await text(response),
  };
};

/** Sends a request as it is, without what `fetch` would add or refuse. */
export const send = (server: string, request: FuzzRequest, secrets: Secrets): Promise<FuzzAnswer> =>
  new Promise((resolve) => {
    const { hostname, port, host } = new URL(server);
    const expand = (text: string) => replacePlaceholders(text, (name) => secrets[name]);
    const body = Buffer.from(expand(request.body));
    const headers = request.headers.map(([name, value]) => [name, expand(value)]);
    const names = headers.map(([name]) => name);
    if (!names.includes('host')) headers.push(['host', host]);
    if (!names.includes('transfer-encoding') && body.length > 0)
      headers.push(['content-length', String(body.length + (request.isCut ? 10 : 0))]);

    const { method } = request;
    const sent = sendRequest({
      host: hostname,
      port,
      method,
      path: expand(request.path),
      headers: headers.flat(),
      agent: false,
    });
    const timer = setTimeout(() => resolve(none(undefined)), patience);
    const finish = (answer: FuzzAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      sent.destroy();
    };
    const closed = () => finish(none(0));
    sent.on('error', closed);
    sent.once('response', (response) => answerOf(response).then(finish, closed));
    for (const event of ['connect', 'upgrade'] as const) {
      sent.once(event, ({ statusCode = 0 }: IncomingMessage) => finish({ ...none(0), status: statusCode }));
    }

    if (!request.isCut) return sent.end(body);
    sent.write(body);
    // Long enough for a server that answers without the rest.
    setTimeout(closed, 300);
  });
