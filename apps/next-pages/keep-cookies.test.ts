import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { keepCookies } from './keep-cookies';

let logtoClient: typeof import('./logto-client').logtoClient;

beforeAll(async () => {
  // Vite has a BASE_URL of its own.
  delete process.env.BASE_URL;
  process.loadEnvFile();
  ({ logtoClient } = await import('./logto-client'));
}, 30_000);

const answer = () => {
  const request = Object.assign(new IncomingMessage(new Socket()), { cookies: {} });
  const response = new ServerResponse(request);
  keepCookies(response);
  return { request, response };
};

const cookiesOf = (response: ServerResponse) => [response.getHeader('Set-Cookie') ?? []].flat().map(String);

test("the app's own cookie survives all that the SDK writes, and the SDK's is set once", async () => {
  const { request, response } = answer();
  response.setHeader('Set-Cookie', 'theme=dark; Path=/');

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAccessToken();
  await client.clearAllTokens();

  const names = cookiesOf(response).map((cookie) => cookie.split('=')[0]);
  expect(names).toEqual(['theme', expect.stringMatching(/^logto_/)]);
});

test('of a cookie that is set twice, the later value counts', () => {
  const { response } = answer();
  response.setHeader('set-cookie', ['a=1', 'b=1']);
  response.setHeader('Set-Cookie', 'a=2');

  expect(cookiesOf(response)).toEqual(['a=2', 'b=1']);
});

test('other headers are set as ever', () => {
  const { response } = answer();
  response.setHeader('Cache-Control', 'no-store');

  expect(response.getHeader('Cache-Control')).toBe('no-store');
});
