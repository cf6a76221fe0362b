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
      const { cookies } = apps['next-app'].flows.session;
      const { before, after } = cookies.session ?? { before: 0, after: 0 };
      cookies.session = { before, after: Math.round(after * factor) };
    });
  expect(differences(recorded, cookieTimes(1.05))).toEqual([]);
  expect(differences(recorded, cookieTimes(1.2))).toEqual([
    expect.stringMatching(/^next-app, session: cookie, session: \d+ bytes, not [1-9]\d+$/),
  ]);
});

test('what stops working without JavaScript is a difference, and so is a cookie that is gone, or a session that sign-out at Logto no longer ends', () => {
  const now = changed(({ apps }) => {
    apps.express.flows['sign-out'].withoutScripts = false;
    apps.express.endsFromLogto = false;
    apps['next-pages'].flows.userinfo.again = 2;
    delete apps.express.flows.callback.cookies['sign-in attempt'];
  });
  expect(differences(recorded, now)).toEqual([
    expect.stringMatching(/^next-pages, userinfo: repeated: 2 to Logto, not 1$/),
    expect.stringMatching(/^express, callback: cookie, sign-in attempt: 0 bytes, not [1-9]\d+$/),
    'express, sign-out: no longer works without JavaScript',
    'express: sign-out at Logto no longer ends its session',
  ]);
});
