import type { AppName } from '@repo/config';
import type { FlowId } from './flow-ids.ts';

/** Lines of a file, found by text. */
export type Excerpt = {
  /** The path in the repository. */
  file: string;
  /** How the first line begins, indentation aside. No other line may. */
  from: string;
  /** How the last line begins: the next one that does. By default the excerpt has one line. */
  to?: string;
  /** What to look at in these lines: the call of the SDK, if there is one. */
  call?: string;
};

export type Column = {
  code: Excerpt[];
  /** What the SDK cannot do here, in one sentence. */
  cannot?: string;
  /** The beginnings of rows of docs/pitfalls.md. */
  pitfalls?: string[];
};

export type Flow = {
  title: string;
  summary: string;
  columns: Record<AppName, Column>;
  /** What none of the SDKs can do here. */
  cannot?: string;
  /** The pitfalls of all three. */
  pitfalls?: string[];
};

const pages = (path: string) => `apps/next-pages/${path}`;
const app = (path: string) => `apps/next-app/${path}`;
const express = (path: string) => `apps/express/src/${path}`;

const nodeClientOfExpress: Excerpt = {
  file: express('logto/client.ts'),
  from: 'export const createNodeClient',
  to: '});',
  call: 'new NodeClient(configForRequest(request).config',
};

const itemsOfExpress: Excerpt = {
  file: express('pages/admin.tsx'),
  from: 'const callItems',
  to: '};',
  call: 'client.getAccessToken(resources.shopping)',
};

const pageTokensOfNextApp: Excerpt = {
  file: app('logto/protect.ts'),
  from: 'const fetchPageTokens',
  to: '}',
  call: 'nodeClient.getAccessToken(resource)',
};

/** What each flow shows of each app. */
export const flows: Record<FlowId, Flow> = {
  configure: {
    title: 'Configure',
    summary: 'One object for the SDK, with the permissions and the APIs to request tokens for.',
    pitfalls: ['A secure cookie is lost over http'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('logto/config.ts'),
            from: 'export const logtoConfigAt',
            to: '});',
            call: 'LogtoNextConfig',
          },
          {
            file: pages('logto/client.ts'),
            from: 'export const logtoClient',
            call: 'new LogtoClient(logtoConfig)',
          },
        ],
        cannot: 'The SDK has no option for its cookie’s name, so the name cannot begin with `__Host-`.',
      },
      'next-app': {
        code: [
          {
            file: app('logto/config.ts'),
            from: 'const logtoConfigAt',
            to: '});',
            call: 'LogtoNextConfig',
          },
        ],
        cannot: 'The SDK has no option for its cookie’s name, so the name cannot begin with `__Host-`.',
      },
      express: {
        code: [
          {
            file: express('logto/config.ts'),
            from: 'const logtoConfigAt',
            to: '});',
            call: 'LogtoExpressConfig',
          },
        ],
        cannot:
          'The SDK stores no session: without express-session before it, it fails with `session_not_configured`.',
        pitfalls: ['Cookies ignore ports'],
      },
    },
  },
  'sign-in': {
    title: 'Sign in',
    summary: 'A posted form starts sign-in, and so does a redirect from a protected page.',
    pitfalls: [
      'The buttons do nothing until scripts run',
      'A form on another site',
      'Starting sign-in again',
    ],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/logto/sign-in.ts'),
            from: 'const startSignIn',
            to: 'export default',
            call: 'logtoClient.handleSignIn(',
          },
        ],
        cannot:
          '`handleAuthRoutes` ignores its `onError` for sign-in, so each route is a file with its own call.',
        pitfalls: ['Pages: `handleAuthRoutes` ignores', 'Pages: after a POST'],
      },
      'next-app': {
        code: [
          {
            file: app('logto/sign-in.ts'),
            from: 'export const startSignIn =',
            to: '};',
            call: 'signIn(config, { redirectUri, extraParams })',
          },
          {
            file: app('app/sign-in/route.ts'),
            from: 'export const GET',
            to: '};',
            call: 'signIn(config, { redirectUri, postRedirectUri, extraParams })',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('logto/sign-in.ts'),
            from: 'const sdkRoutes',
            to: "signInRoutes.get('/logto/sign-in',",
            call: 'handleAuthRoutes({ ...config, signInOptions })',
          },
        ],
        cannot: '`signInOptions` has no `postRedirectUri`: the SDK alone always returns to the home page.',
        pitfalls: ["Express: the SDK's routes answer any method", 'Express: `signInOptions` has no'],
      },
    },
  },
  callback: {
    title: 'Handle the callback',
    summary: 'Logto sends the visitor back with a code, which the SDK exchanges for tokens.',
    pitfalls: ['A callback that was declined', 'Five protected tabs'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/logto/sign-in-callback.ts'),
            from: 'export default',
            to: '});',
            call: 'client.handleSignInCallback(undefined, showFailure)',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('app/callback/route.ts'),
            from: 'export const GET',
            to: '};',
            call: 'handleSignIn(config, request.nextUrl.searchParams)',
          },
        ],
        cannot:
          'With search parameters alone, `handleSignIn` assumes the path `/callback`. On any other, pass the whole URL.',
      },
      express: {
        code: [
          {
            file: express('logto/sign-in.ts'),
            from: "signInRoutes.get('/logto/sign-in-callback'",
            to: '});',
            call: 'createNodeClient(request, response, signInSession).handleSignInCallback(',
          },
          nodeClientOfExpress,
        ],
        cannot:
          "The SDK's own route keeps the session id and always redirects to the home page, so this one replaces it.",
        pitfalls: ['Express: the session id stays the same', 'Express: the browser follows a redirect'],
      },
    },
  },
  'who-is-signed-in': {
    title: 'Who is signed in',
    summary: 'The home page greets the visitor with claims of the ID token, which is in the session.',
    cannot: '`isAuthenticated` means that there is an ID token. No SDK checks whether it has expired.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/index.tsx'),
            from: 'export const getServerSideProps',
            to: ');',
            call: 'logtoClient.withLogtoSsr',
          },
        ],
        pitfalls: ['Pages: your own `Set-Cookie`'],
      },
      'next-app': {
        code: [
          {
            file: app('app/page.tsx'),
            from: 'const { isAuthenticated, claims }',
            call: 'getLogtoContext(logtoConfig)',
          },
        ],
        pitfalls: ['App: an error in a page'],
      },
      express: {
        code: [
          { file: express('app.ts'), from: "app.get('/', ", call: 'withLogto(logtoConfig)' },
          {
            file: express('pages/home.tsx'),
            from: 'const { isAuthenticated, claims }',
            call: 'request.user',
          },
        ],
        pitfalls: ['Express: claims are written into HTML'],
      },
    },
  },
  'protect-a-page': {
    title: 'Protect a page',
    summary: 'A page that redirects signed-out visitors to sign-in, and back to itself afterwards.',
    cannot: 'No SDK has a call that requires sign-in: each app redirects by itself.',
    pitfalls: ["Going back to a protected page ends on Logto's raw JSON"],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/claims.tsx'),
            from: 'export const getServerSideProps',
            to: ');',
            call: 'logtoClient.withLogtoSsr',
          },
          { file: pages('logto/protect.ts'), from: 'export const redirectToSignIn', to: '});' },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('app/claims/page.tsx'),
            from: 'const { claims }',
            to: 'if (!claims)',
            call: 'getLogtoContext(logtoConfig)',
          },
          { file: app('logto/protect.ts'), from: 'export const redirectToSignIn', to: 'redirect(' },
        ],
      },
      express: {
        code: [
          { file: express('app.ts'), from: 'app.use(withLogto(logtoConfig)', call: 'withLogto(logtoConfig)' },
          {
            file: express('logto/protect.ts'),
            from: 'export const requireSignIn',
            to: '};',
            call: 'request.user.isAuthenticated',
          },
        ],
        pitfalls: ['Express: everybody who opens a protected page'],
      },
    },
  },
  userinfo: {
    title: 'Userinfo',
    summary:
      'What the ID token leaves out, such as custom data and social identities, from the userinfo endpoint.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/userinfo.tsx'),
            from: 'export const getServerSideProps',
            to: ');',
            call: '{ fetchUserInfo: true }',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('app/userinfo/page.tsx'),
            from: 'const { claims, userInfo }',
            to: 'if (!claims',
            call: 'getLogtoContext(logtoConfig, { fetchUserInfo: true })',
          },
          pageTokensOfNextApp,
        ],
        cannot:
          'A server component cannot store a new token, so `proxy.ts` fetches it before the page renders.',
        pitfalls: ['A server component cannot write cookies'],
      },
      express: {
        code: [
          { file: express('app.ts'), from: 'const withUserInfo', call: 'fetchUserInfo: true' },
          { file: express('app.ts'), from: "app.get('/userinfo'", call: 'withUserInfo' },
        ],
      },
    },
  },
  'api-token': {
    title: 'Call an API',
    summary: 'An access token for an API resource. The session caches it, so a second call needs none.',
    pitfalls: ['Ten concurrent views', 'A cached access token outlives'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/call-resource.ts'),
            from: 'export default',
            to: ');',
            call: 'client.getAccessToken(api.indicator)',
          },
        ],
        cannot:
          '`withLogtoApiRoute(…, { getAccessToken: true })` reports a failed token request as signed out.',
        pitfalls: ['`getAccessToken: true` reports', 'Pages: of two token calls'],
      },
      'next-app': {
        code: [
          {
            file: app('app/resources/actions.ts'),
            from: 'export const callResource',
            to: '};',
            call: 'getAccessToken(logtoConfig, api.indicator)',
          },
        ],
        cannot:
          'In a server component, `getAccessToken` throws if it must fetch a token. Call it in a server action, a route handler or `proxy.ts`.',
        pitfalls: ['A server component cannot write cookies', 'App: a script that calls a server action'],
      },
      express: {
        code: [
          {
            file: express('pages/resources.tsx'),
            from: 'export const callResource',
            to: '};',
            call: 'client.getAccessToken(api.indicator)',
          },
          nodeClientOfExpress,
        ],
        cannot: '`withLogto({ getAccessToken: true })` reports a failed token request as signed out.',
        pitfalls: ['`getAccessToken: true` reports'],
      },
    },
  },
  'organization-token': {
    title: 'Act for an organization',
    summary: 'A token for one of the visitor’s organizations, or for an API on behalf of one.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('logto/organization.ts'),
            from: 'export const callForOrganization',
            to: '};',
            call: 'client.getOrganizationToken(id)',
          },
        ],
        cannot:
          '`logtoClient.getAccessToken` takes no organization, so the app creates the Node client of the SDK.',
      },
      'next-app': {
        code: [
          {
            file: app('logto/organization.ts'),
            from: 'export const callForOrganization',
            to: '});',
            call: 'tokens.getOrganizationToken(logtoConfig, id)',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('logto/organization.ts'),
            from: 'export const callForOrganization',
            to: '};',
            call: 'client.getOrganizationToken(id)',
          },
        ],
        cannot:
          '`withLogto` takes no organization for an API resource, so the app creates the Node client of the SDK.',
      },
    },
  },
  organizations: {
    title: 'The page of one organization',
    summary:
      'The organization is in the address. The ID token lists the visitor’s organizations, and any other id gets a 404. Measured: alice opens Acme’s page again.',
    cannot:
      'No SDK keeps an active organization. The apps remember the last one in a cookie, and use it only if the ID token lists it.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/organizations/[id].tsx'),
            from: 'const id = claims.organizations?.find',
            to: '}',
            call: 'claims.organizations?.find',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('app/organizations/[id]/page.tsx'),
            from: 'const { claims } = await getLogtoContext',
            to: 'if (!claims.organizations?.includes(id))',
            call: 'getLogtoContext(logtoConfig)',
          },
          {
            file: app('app/organizations/[id]/page.tsx'),
            from: 'const members =',
            to: 'const items =',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('pages/organization.tsx'),
            from: 'const isMember',
            to: 'user.claims?.organizations?.includes',
            call: 'user.claims?.organizations?.includes(params.id)',
          },
          {
            file: express('pages/organization.tsx'),
            from: 'export const showOrganization',
            to: 'if (!isMember(request)) return next();',
          },
          {
            file: express('pages/organization.tsx'),
            from: 'const members =',
            to: 'const items =',
          },
        ],
      },
    },
  },
  permissions: {
    title: 'Require a permission',
    summary:
      'A page for those whose access token has a permission. Measured: alice, who may not write, opens it and gets 403.',
    cannot:
      'No SDK checks a permission. `getAccessTokenClaims` decodes the access token, and each app compares its `scope`.',
    pitfalls: ['A new page is open'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('logto/permissions.ts'),
            from: 'export const requireScopes',
            to: '};',
            call: 'client.getAccessTokenClaims(resource)',
          },
          {
            file: pages('pages/admin.tsx'),
            from: 'export const getServerSideProps',
            to: ');',
            call: "requireScopes(client, resources.shopping, ['shopping:write'])",
          },
        ],
        pitfalls: ['Pages: of two token calls'],
      },
      'next-app': {
        code: [
          {
            file: app('logto/permissions.ts'),
            from: 'export const requireScopes',
            to: '};',
            call: 'client.getAccessTokenClaims(resource)',
          },
          {
            file: app('app/admin/page.tsx'),
            from: 'await requireScopes(',
            to: ');',
            call: "requireScopes(resources.shopping, ['shopping:write'], { ignoreCookieChange: true })",
          },
          {
            file: app('app/admin/page.tsx'),
            from: 'const readItems',
            to: '});',
            call: 'getAccessTokenRSC(logtoConfig, resources.shopping)',
          },
          pageTokensOfNextApp,
          {
            file: app('app/admin/actions.ts'),
            from: 'await requireScopes(',
            call: "requireScopes(resources.shopping, ['shopping:write'])",
          },
        ],
        cannot:
          'A page cannot store the token that it needs, so `proxy.ts` fetches it before the page renders.',
        pitfalls: ['A server component cannot write cookies'],
      },
      express: {
        code: [
          {
            file: express('logto/permissions.ts'),
            from: 'export const requireScopes',
            to: '};',
            call: 'client.getAccessTokenClaims(resource)',
          },
          {
            file: express('app.ts'),
            from: "app.get('/admin'",
            call: "requireScopes(resources.shopping, ['shopping:write'])",
          },
          itemsOfExpress,
        ],
      },
    },
  },
  'json-api': {
    title: 'Answer a script with JSON',
    summary:
      'An API route of the app, for scripts: 401 and 403 with a challenge in place of a redirect or a page.',
    cannot:
      'No SDK answers as RFC 6750 says, with `WWW-Authenticate`: each app turns the failure into that response.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/items.ts'),
            from: 'export default',
            to: ');',
            call: "requireScopes(client, resources.shopping, [method === 'GET' ? 'shopping:read' : 'shopping:write'])",
          },
        ],
        cannot: '`withLogtoApiRoute` also calls the handler for signed-out visitors.',
      },
      'next-app': {
        code: [
          {
            file: app('app/api/items/route.ts'),
            from: 'export const GET',
            to: '};',
            call: "requireScopes(resources.shopping, ['shopping:read'])",
          },
          {
            file: app('app/api/items/route.ts'),
            from: 'const callItems',
            to: '};',
            call: 'getAccessToken(logtoConfig, resources.shopping)',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('app.ts'),
            from: "app.get('/api/items'",
            call: "requireScopes(resources.shopping, ['shopping:read'])",
          },
          itemsOfExpress,
        ],
        cannot: '`withLogto` also calls the next handler for signed-out visitors.',
      },
    },
  },
  connectors: {
    title: 'Straight to a social connector',
    summary:
      'A button of the app that skips Logto’s form and goes to a social provider, or asks for a phone number.',
    pitfalls: ['`identifiers` applies only with'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/logto/sign-in-social.ts'),
            from: 'export default apiRoute(',
            to: '});',
            call: 'logtoClient.handleSignIn(',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('logto/sign-in.ts'),
            from: 'export const startSocialSignIn',
            to: '};',
            call: 'signIn(config, { redirectUri, extraParams, directSignIn })',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('logto/sign-in.ts'),
            from: 'const sdkRoutes',
            to: '};',
            call: 'handleAuthRoutes({ ...config, signInOptions })',
          },
          {
            file: express('logto/sign-in.ts'),
            from: 'const startWith',
            to: "signInRoutes.use('/phone'",
            call: 'sdkRoutes(options)',
          },
        ],
        cannot: '`signInOptions` applies to every route of a router, so each button has a router of its own.',
        pitfalls: ['Express: `signInOptions` applies to all routes'],
      },
    },
  },
  account: {
    title: 'Change the account',
    summary:
      'Changes the visitor’s name at Logto, by its Account API. The ID token has the new name once it is refreshed.',
    cannot:
      'No SDK has calls for the Account API. Each app sends them with the access token for no resource, `getAccessToken()`.',
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('logto/account.ts'),
            from: 'export const accountOf',
            to: '};',
            call: 'client.getAccessToken()',
          },
          {
            file: pages('pages/api/call-account.ts'),
            from: "case 'change-name'",
            to: 'return response.json(null)',
            call: "account('PATCH /api/my-account'",
          },
          {
            file: pages('logto/client.ts'),
            from: 'export const refreshClaims',
            to: '};',
            call: 'client.getAccessToken()',
          },
        ],
        pitfalls: ['Pages: your own `Set-Cookie`'],
      },
      'next-app': {
        code: [
          {
            file: app('logto/account.ts'),
            from: 'export const account =',
            to: '});',
            call: 'getAccessToken(logtoConfig)',
          },
          {
            file: app('app/account/actions.ts'),
            from: "case 'change-name'",
            to: 'return undefined',
            call: "account('PATCH /api/my-account'",
          },
          {
            file: app('logto/client.ts'),
            from: 'export const refreshClaims',
            to: '};',
            call: 'client.getAccessToken()',
          },
        ],
        cannot:
          'A page cannot store the token that it needs, so `proxy.ts` fetches it before the page renders.',
        pitfalls: ['A server component cannot write cookies'],
      },
      express: {
        code: [
          {
            file: express('logto/account.ts'),
            from: 'export const accountOf',
            to: '};',
            call: 'client.getAccessToken()',
          },
          {
            file: express('pages/account.tsx'),
            from: "case 'change-name'",
            to: 'return show();',
            call: "account('PATCH /api/my-account'",
          },
          {
            file: express('logto/client.ts'),
            from: 'export const refreshClaims',
            to: '};',
            call: 'client.getAccessToken()',
          },
        ],
      },
    },
  },
  'link-an-account': {
    title: 'Link a social account',
    summary:
      'alice types her password, then goes to a social provider and back, and Logto links her account there to hers.',
    cannot:
      'No SDK links accounts, or keeps the `state` in between: each app has an encrypted cookie and a callback for it.',
    pitfalls: [
      'Account API: Logto does not compare `state`',
      'A posted form that redirects to a social provider',
    ],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/account/link.ts'),
            from: 'const { url, step, refusal }',
            to: 'response.writeHead(',
            call: 'startLinking(account, {',
          },
          {
            file: pages('pages/api/account/link-callback.ts'),
            from: 'const failure',
            to: 'return response.redirect(',
            call: 'finishLinking(',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('app/account/actions.ts'),
            from: 'const { url, step, refusal }',
            to: 'redirect(url);',
            call: 'startLinking(account, {',
          },
          {
            file: app('app/account/link-callback/route.ts'),
            from: 'const failure',
            to: 'redirect(failure',
            call: 'finishLinking(',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('pages/account.tsx'),
            from: 'const { url, step, refusal }',
            to: 'response.set(page.headers)',
            call: 'startLinking(account, {',
          },
          {
            file: express('pages/account.tsx'),
            from: 'const failure',
            to: 'response.redirect(failure',
            call: 'finishLinking(',
          },
        ],
      },
    },
  },
  'step-up': {
    title: 'Ask for a fresh sign-in',
    summary:
      'Unlinking the account needs a sign-in of the last five minutes. Logto asks for one only if there is none.',
    cannot: 'No SDK checks `auth_time`: each app compares it at the action itself.',
    pitfalls: [
      '`prompt: Prompt.Login` for a fresh sign-in',
      'A fresh sign-in that only the redirect asks for',
      'With `clearTokens: false`',
    ],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/logto/sign-in-again.ts'),
            from: 'export default apiRoute(',
            to: '});',
            call: "max_age: '300'",
          },
          {
            file: pages('pages/api/call-account.ts'),
            from: 'if (!isRecentSignIn(',
            call: 'isRecentSignIn(claims, 300)',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('logto/sign-in.ts'),
            from: 'export const signInAgain',
            to: '})',
            call: "max_age: '300'",
          },
          {
            file: app('app/account/actions.ts'),
            from: 'if (isRecentSignIn(',
            to: 'return account(',
            call: 'isRecentSignIn(claims, 300)',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('logto/sign-in.ts'),
            from: 'export const signInAgain',
            to: '};',
            call: "max_age: '300'",
          },
          {
            file: express('pages/account.tsx'),
            from: 'if (!isRecentSignIn(',
            call: 'isRecentSignIn(claims, 300)',
          },
        ],
        cannot:
          '`handleAuthRoutes` has one `signInOptions` for all, so the app calls `signIn` of the Node client.',
        pitfalls: ['Express: `signInOptions` applies to all routes'],
      },
    },
  },
  session: {
    title: 'Keep the session',
    summary: 'Where the tokens are: in one bounded cookie, or on the server with an id in the cookie.',
    pitfalls: ['A session lasts for 14 days after its last change'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('logto/session.ts'),
            from: 'const redisSession',
            to: 'export const sessions',
            call: 'boundedCookie',
          },
          { file: pages('logto/config.ts'), from: 'sessionWrapper', call: 'sessionWrapper: sessions' },
        ],
        cannot:
          'A session in a cookie cannot be revoked: a copy stays signed in for up to 14 days. One in Redis can.',
        pitfalls: [
          'With four tokens or many organizations',
          'A session cookie of 4,000 bytes',
          "The SDK's Redis wrapper",
        ],
      },
      'next-app': {
        code: [
          {
            file: app('logto/session.ts'),
            from: 'const redisSession',
            to: 'export const sessions',
            call: 'boundedCookie',
          },
          { file: app('logto/config.ts'), from: 'sessionWrapper', call: 'sessionWrapper: sessions' },
        ],
        cannot:
          'A session in a cookie cannot be revoked: a copy stays signed in for up to 14 days. One in Redis can.',
        pitfalls: [
          'With four tokens or many organizations',
          'A session cookie of 4,000 bytes',
          "The SDK's Redis wrapper",
        ],
      },
      express: {
        code: [
          { file: express('logto/session.ts'), from: 'const store =', to: '});', call: 'session({' },
          {
            file: express('logto/session.ts'),
            from: 'export const startNewSession',
            to: '};',
            call: 'regenerateSession(request)',
          },
        ],
        cannot: 'The SDK keeps the id of the session at sign-in, so the app gives each sign-in a new one.',
        pitfalls: [
          'Express: the browser follows a redirect',
          'Express: everybody who opens a protected page',
        ],
      },
    },
  },
  failures: {
    title: 'When Logto is down',
    summary:
      'A failure becomes a page with one plain sentence and a way to continue. Measured: Logto fails during the callback.',
    pitfalls: ['The SDK waits for Logto forever', 'Logto rotates a refresh token'],
    columns: {
      'next-pages': {
        code: [{ file: pages('logto/failures.ts'), from: 'export const showFailure', to: '};' }],
        pitfalls: ['Pages: `handleAuthRoutes` ignores'],
      },
      'next-app': {
        code: [
          {
            file: app('logto/failures.ts'),
            from: 'const report =',
            to: '};',
            call: 'unstable_rethrow(error)',
          },
          {
            file: app('logto/failures.ts'),
            from: 'export const showActionFailure',
            to: '};',
            call: 'clearAllTokens()',
          },
        ],
        cannot:
          '`signIn` redirects by throwing, so code that catches its failures must rethrow the redirect.',
        pitfalls: ['App: an error in a page'],
      },
      express: {
        code: [{ file: express('logto/failures.ts'), from: 'export const showFailure', to: '};' }],
      },
    },
  },
  'sign-out': {
    title: 'Sign out',
    summary:
      'Ends the session of the app and of Logto, and revokes the refresh token. Works locally even if Logto is down.',
    pitfalls: ['A prefetched link or an image'],
    columns: {
      'next-pages': {
        code: [
          {
            file: pages('pages/api/logto/sign-out.ts'),
            from: 'export default',
            to: '});',
            call: 'client.handleSignOut(undefined, signOutLocally)',
          },
        ],
      },
      'next-app': {
        code: [
          {
            file: app('logto/sign-in.ts'),
            from: 'export const startSignOut',
            to: '};',
            call: 'signOut(config)',
          },
        ],
      },
      express: {
        code: [
          {
            file: express('logto/sign-in.ts'),
            from: "signInRoutes.post(['/logto/sign-in'",
            call: "'/logto/sign-out'",
          },
        ],
        cannot:
          'The SDK removes its tokens and leaves the session: `session.ts` ends a session that is empty.',
      },
    },
  },
};
