/** One thing to measure. */
export type Integration = {
  name: string;
  /** Integrations of a group do the same work, and are compared. */
  group: 'Express' | 'App Router' | 'Pages Router';
  /** A floor has no sign-in: it is the framework alone, with the same pages. */
  role: 'sample' | 'peer' | 'floor';
  port: number;
  /** What Node.js runs, and in which folder of the repository. */
  start: { folder: string; command: string[]; env?: Record<string, string> };
  /** The path that Logto redirects to. A floor has none. */
  callback?: string;
  /** The page that a sign-in starts from, and its button. Without one, the page redirects. */
  signIn?: { path: string; button?: string };
  home: string;
  claimsPage: string;
  /** Undefined if it has no route for it. */
  claimsJson?: string;
  /** The page with the button that calls an API, or the route that its script sends JSON to. */
  apiCall?: { page: string; button: string } | { route: string; json: Record<string, string> };
};

const express = (file: string) => ({ folder: 'bench/peers', command: [file] });

const next = (folder: string, port: number, app?: string) => ({
  folder,
  command: [
    'node_modules/next/dist/bin/next',
    'start',
    ...(app ? [app] : []),
    '--hostname',
    'localhost',
    '--port',
    `${port}`,
  ],
});

const readFromShoppingApi = { page: '/resources', button: 'Read from Shopping API' };
const signInAtHome = { path: '/', button: 'Sign in' };
const pages = { home: '/', claimsPage: '/claims' };

/** Everything that is measured. The first of a group is the sample of this repository. */
export const integrations: Integration[] = [
  {
    name: 'this repository, @logto/express',
    group: 'Express',
    role: 'sample',
    port: 3211,
    start: express('express/sample.mjs'),
    callback: '/logto/sign-in-callback',
    signIn: signInAtHome,
    ...pages,
    claimsJson: '/claims.json',
    apiCall: readFromShoppingApi,
  },
  {
    name: 'openid-client, by hand',
    group: 'Express',
    role: 'peer',
    port: 3212,
    start: express('dist/express/openid-client.js'),
    callback: '/callback',
    signIn: signInAtHome,
    ...pages,
    claimsJson: '/claims.json',
    apiCall: readFromShoppingApi,
  },
  {
    name: 'express-openid-connect',
    group: 'Express',
    role: 'peer',
    port: 3213,
    start: express('dist/express/express-openid-connect.js'),
    callback: '/callback',
    signIn: { path: '/login' },
    ...pages,
    claimsJson: '/claims.json',
    apiCall: readFromShoppingApi,
  },
  {
    name: '@auth/express',
    group: 'Express',
    role: 'peer',
    port: 3214,
    start: express('dist/express/auth-express.js'),
    callback: '/auth/callback/logto',
    signIn: { path: '/auth/signin', button: 'Sign in with Logto' },
    ...pages,
    claimsJson: '/claims.json',
    apiCall: readFromShoppingApi,
  },
  {
    name: 'Express alone',
    group: 'Express',
    role: 'floor',
    port: 3215,
    start: express('dist/express/bare.js'),
    ...pages,
    claimsJson: '/claims.json',
  },
  {
    name: 'this repository, @logto/next',
    group: 'App Router',
    role: 'sample',
    port: 3221,
    start: next('apps/next-app', 3221),
    callback: '/callback',
    signIn: signInAtHome,
    ...pages,
    apiCall: readFromShoppingApi,
  },
  {
    name: 'next-auth',
    group: 'App Router',
    role: 'peer',
    port: 3222,
    start: next('bench/peers', 3222, 'next-auth'),
    callback: '/api/auth/callback/logto',
    signIn: signInAtHome,
    ...pages,
    apiCall: readFromShoppingApi,
  },
  {
    name: '@logto/next, as in its guide',
    group: 'App Router',
    role: 'peer',
    port: 3223,
    start: next('bench/peers', 3223, 'logto-guide'),
    callback: '/callback',
    signIn: signInAtHome,
    ...pages,
    apiCall: readFromShoppingApi,
  },
  {
    name: 'App Router with an empty proxy',
    group: 'App Router',
    role: 'floor',
    port: 3224,
    start: { ...next('bench/peers', 3224, 'app-router'), env: { WITH_PROXY: '1' } },
    ...pages,
  },
  {
    name: 'App Router alone',
    group: 'App Router',
    role: 'floor',
    port: 3225,
    start: next('bench/peers', 3225, 'app-router'),
    ...pages,
  },
  {
    name: 'this repository, @logto/next',
    group: 'Pages Router',
    role: 'sample',
    port: 3231,
    start: next('apps/next-pages', 3231),
    callback: '/api/logto/sign-in-callback',
    signIn: signInAtHome,
    ...pages,
    claimsJson: '/api/logto/user',
    apiCall: {
      route: '/api/call-resource',
      json: { indicator: 'https://shopping.your-app.com/api', method: 'GET' },
    },
  },
  {
    name: 'Pages Router with an empty proxy',
    group: 'Pages Router',
    role: 'floor',
    port: 3232,
    start: { ...next('bench/peers', 3232, 'pages-router'), env: { WITH_PROXY: '1' } },
    ...pages,
    claimsJson: '/api/claims',
  },
  {
    name: 'Pages Router alone',
    group: 'Pages Router',
    role: 'floor',
    port: 3233,
    start: next('bench/peers', 3233, 'pages-router'),
    ...pages,
    claimsJson: '/api/claims',
  },
];

/** The address of an integration. */
export const baseUrlOf = ({ port }: Integration) => `http://localhost:${port}`;

/** The application of an integration in Logto. */
export const applicationOf = ({ port }: Integration) => ({
  id: `bench-${port}`,
  secret: `local-only-secret-of-${port}`,
});
