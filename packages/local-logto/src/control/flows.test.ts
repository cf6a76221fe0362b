import { expect, test } from 'vitest';
import { groupIntoFlows } from './flows.ts';
import type { LoggedRequest } from './request-log.ts';

const request = (time: number, endpoint: string, more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  time,
  method: 'GET',
  endpoint,
  status: 200,
  duration: 10,
  ...more,
});

const shop = { app: 'shop' };
const blog = { app: 'blog' };
const code = { method: 'POST', grant: 'authorization_code' };

const shown = (requests: LoggedRequest[]) =>
  groupIntoFlows(requests).map(({ app, requests: own }) => [app, ...own.map(({ endpoint }) => endpoint)]);

test('a sign-in is one flow, however long its visitor takes, with the requests that name no app', () => {
  const requests = [
    request(0, '/oidc/.well-known/openid-configuration'),
    request(20, '/oidc/auth', shop),
    request(60_000, '/oidc/auth/:id', shop),
    request(60_020, '/oidc/auth/:id', shop),
    request(60_100, '/oidc/token', { ...shop, ...code }),
    request(60_120, '/oidc/jwks'),
  ];

  expect(shown(requests)).toEqual([['shop', ...requests.map(({ endpoint }) => endpoint)]]);
  // The log has the latest first.
  expect(shown(requests.toReversed())).toEqual(shown(requests));
});

test('the requests of two apps at the same time are two flows, and the latest flow is first', () => {
  expect(
    shown([
      request(0, '/oidc/auth', shop),
      request(5, '/oidc/auth', blog),
      request(9000, '/oidc/auth/:id', shop),
      request(9010, '/oidc/token', { ...shop, ...code }),
      request(9030, '/oidc/jwks'),
      request(9500, '/oidc/auth/:id', blog),
    ]),
  ).toEqual([
    ['blog', '/oidc/auth', '/oidc/auth/:id'],
    ['shop', '/oidc/auth', '/oidc/auth/:id', '/oidc/token', '/oidc/jwks'],
  ]);
});

test('page views of one app are divided by the pause between them', () => {
  const slow = { ...shop, duration: 3000 };
  expect(
    shown([
      request(0, '/oidc/token', slow),
      request(3020, '/oidc/jwks'),
      request(4000, '/oidc/me', shop),
      request(4040, '/oidc/me', shop),
    ]),
  ).toEqual([
    ['shop', '/oidc/me', '/oidc/me'],
    ['shop', '/oidc/token', '/oidc/jwks'],
  ]);
});

test('a sign-out, and each attempt to sign in, is a flow of its own', () => {
  expect(
    shown([
      request(0, '/oidc/me', shop),
      request(30, '/oidc/token/revocation', shop),
      request(50, '/oidc/session/end', shop),
      request(90, 'http://shop.test/logout', { ...shop, fromLogto: true }),
      request(120, '/oidc/auth', shop),
      request(150, '/oidc/auth', shop),
    ]),
  ).toEqual([
    ['shop', '/oidc/auth'],
    ['shop', '/oidc/auth'],
    ['shop', '/oidc/token/revocation', '/oidc/session/end', 'http://shop.test/logout'],
    ['shop', '/oidc/me'],
  ]);
});

test('a flow keeps its id while requests are added, and no two have the same one', () => {
  const first = [request(0, '/oidc/auth', shop), request(0, '/oidc/auth', blog)];
  const ids = groupIntoFlows(first).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);

  const later = [...first, request(700, '/oidc/auth/:id', shop), request(2000, '/oidc/me', shop)];
  expect(
    groupIntoFlows(later)
      .slice(1)
      .map(({ id }) => id),
  ).toEqual(ids);
});
