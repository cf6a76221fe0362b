import { expect, test } from 'vitest';
import { differences } from './differences.ts';
import { type Figures, readFigures } from './figures.ts';

const recorded = readFigures();

/** The recorded figures after a change. */
const changed = (change: (figures: Figures) => void): Figures => {
  const figures = structuredClone(recorded);
  change(figures);
  return figures;
};

test('the same figures have no differences', () => {
  expect(differences(recorded, structuredClone(recorded))).toEqual([]);
});

test('requests may arrive in another order', () => {
  const now = changed(({ apps }) => apps['next-app'].flows['organization-token'].requests.reverse());
  expect(differences(recorded, now)).toEqual([]);
});

test('one more request is a difference that names the app, the flow and the requests', () => {
  const now = changed(({ apps }) =>
    apps.express.flows['api-token'].requests.push({
      from: 'app',
      to: 'logto',
      request: 'GET /oidc/jwks',
      status: 200,
    }),
  );
  expect(differences(recorded, now)).toEqual([
    'express, api-token: requests: POST /resources, POST /oidc/token, GET /oidc/jwks, GET /store/items, GET /oidc/jwks, not POST /resources, POST /oidc/token, GET /oidc/jwks, GET /store/items',
  ]);
});

test('a size may move by a tenth, and no further', () => {
  const cookieTimes = (factor: number) =>
    changed(({ apps }) => {
      const { cookie } = apps['next-app'].flows.session;
      cookie.after = Math.round(cookie.after * factor);
    });
  expect(differences(recorded, cookieTimes(1.05))).toEqual([]);
  expect(differences(recorded, cookieTimes(1.2))).toEqual([
    expect.stringMatching(/^next-app, session: cookie: \d+ bytes, not \d+$/),
  ]);
});

test('what stops working without JavaScript is a difference, and so is what sign-out at Logto no longer ends', () => {
  const now = changed(({ apps }) => {
    apps.express.flows['sign-out'].withoutScripts = false;
    apps.express.endsFromLogto = false;
    apps['next-pages'].laterSignIn += 1;
    apps['next-pages'].flows.userinfo.again = 2;
  });
  expect(differences(recorded, now)).toEqual([
    expect.stringMatching(/^next-pages, userinfo: once more: 2 requests, not 1$/),
    expect.stringMatching(/^next-pages, a later sign-in: \d requests, not \d$/),
    'express, sign-out: no longer works without JavaScript',
    'express: sign-out at Logto no longer ends its session',
  ]);
});
