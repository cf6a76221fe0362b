import { type AppName, applications, appNames } from '@repo/config';
import {
  type AppFigures,
  type CookieKind,
  cookieKinds,
  countToLogto,
  type Figures,
  type FlowFigures,
  type SentRequest,
  sessionCookie,
} from './figures.ts';
import { type FlowId, flowIds } from './flow-ids.ts';
import { flows } from './flows.ts';
import { type Code, readCode, readPitfalls, readSource } from './sources.ts';
import { visitOf } from './visits.ts';

/** A table with a column for each app. */
export type Row = {
  title: string;
  cells: string[];
  /** The flow that shows more. */
  flow?: FlowId;
};

/** The integrations, by app. */
export const integrations: Record<AppName, { title: string; sdk: string }> = {
  'next-pages': { title: 'Pages Router', sdk: '@logto/next' },
  'next-app': { title: 'App Router', sdk: '@logto/next' },
  express: { title: 'Express', sdk: '@logto/express' },
};

/** The sections before the flows, by their anchors, such as `#tokens`. */
export const topics = {
  choose: 'Which one should I use?',
  tokens: 'How do I get an access token?',
  'most-requests': 'Which app sends the most requests to Logto?',
  'at-a-glance': 'At a glance: session, cookies, JavaScript',
};

export type ShownRequest = Pick<SentRequest, 'from' | 'to' | 'request'> & { meaning: string };

/** Who sends and gets requests, in the order in which they are drawn. */
export const laneNames = { browser: 'Browser', app: 'App', logto: 'Logto', api: 'API' };
export type Lane = keyof typeof laneNames;

/** The lanes for these requests: the API only if it gets one. */
export const lanesOf = (requests: ShownRequest[]): Lane[] =>
  requests.some(({ to }) => to === 'api') ? ['browser', 'app', 'logto', 'api'] : ['browser', 'app', 'logto'];

export type ShownColumn = {
  app: AppName;
  code: Code[];
  requests: ShownRequest[];
  cannot: string | undefined;
  pitfalls: string[];
  /** What local Logto does to run the flow, as it takes it. */
  visit: object | undefined;
};

export type ShownFlow = {
  id: string;
  title: string;
  summary: string;
  columns: ShownColumn[];
  figures: Row[];
  cannot: string | undefined;
  pitfalls: string[];
};

export type Question = { question: string; verdict: string; answer: string };

/** All that is shown, in Markdown and in HTML. Sentences may contain code in backticks. */
export type Comparison = {
  /** When and with what it was measured. */
  conditions: string;
  questions: Question[];
  /** How each app gets an access token, and the calls that fetch one. */
  tokens: { answer: string; rows: Row[] };
  /** Which app sends the most requests to Logto, and when. */
  most: { answer: string; rows: Row[] };
  glance: Row[];
  /** How the figures were measured. */
  about: string[];
  flows: ShownFlow[];
};

const meanings = new Map([
  ['GET /oidc/.well-known/openid-configuration', 'discovery'],
  ['GET /oidc/auth', 'authorize'],
  ['GET /oidc/auth/:id', 'authorize, continued'],
  ['GET /oidc/jwks', 'keys'],
  ['GET /oidc/me', 'userinfo'],
  ['POST /oidc/token/revocation', 'revoke'],
  ['GET /oidc/session/end', 'end session'],
  ['POST /oidc/session/end/confirm', 'end session, confirmed'],
  ['GET /api/my-account', 'read the account'],
  ['PATCH /api/my-account', 'change the account'],
  ['POST /api/verifications/password', 'check the password'],
  ['POST /api/verifications/social', 'where to link'],
  ['POST /api/verifications/social/verify', 'check the provider’s code'],
  ['POST /api/my-account/identities', 'link'],
  ['DELETE /api/my-account/identities/wonderland', 'unlink'],
]);

const meaningOf = ({ to, from, request, grant, resource, organization, status }: SentRequest): string => {
  if (from === 'logto') return `logout token, answers ${status}`;
  if (to !== 'logto') return status >= 300 && status < 400 ? 'redirects' : `answers ${status}`;
  const known = meanings.get(request);
  if (known) return known;
  if (status >= 400) return `token, fails with ${status}`;
  if (grant === 'authorization_code') return 'tokens for the code';
  if (organization) return 'token for an organization';
  return resource ? 'token for an API' : 'token for Logto’s own APIs';
};

const show = (sent: SentRequest): ShownRequest => ({
  from: sent.from,
  to: sent.to,
  request: sent.request,
  meaning: meaningOf(sent),
});

const number = (value: number) => value.toLocaleString('en');
const bytes = (value: number) => `${number(value)} bytes`;
const kilobytes = (value: number) => `${Math.round(value / 1000)} kB`;
const plural = (count: number, noun: string) =>
  count === 0 ? `no ${noun}s` : `${count} ${noun}${count === 1 ? '' : 's'}`;

const range = (values: number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => Math.round(value / 1000));
  return least === most ? `${most} kB` : `${least}–${most} kB`;
};

const cookieChange = ({ before, after } = { before: 0, after: 0 }): string => {
  if (before === after) return after === 0 ? 'none' : `${bytes(after)}, unchanged`;
  return `${before === 0 ? 'none' : number(before)} → ${after === 0 ? 'none' : bytes(after)}`;
};

const cookieTitles: Record<CookieKind, string> = {
  session: 'Session cookie',
  'sign-in attempt': 'Sign-in attempt cookie',
  'page to return to': 'Return page cookie',
  'last organization': 'Last organization cookie',
  'account step': 'Account step cookie',
};

/** The session cookie, and other cookies that the flow changes in any app. */
const cookieRows = (measured: FlowFigures[]): Row[] =>
  cookieKinds
    .filter(
      (kind) =>
        kind === 'session' || measured.some(({ cookies }) => cookies[kind]?.before !== cookies[kind]?.after),
    )
    .map((kind) => ({
      title: cookieTitles[kind],
      cells: measured.map(({ cookies }) => cookieChange(cookies[kind])),
    }));

const againRow = (measured: FlowFigures[]): Row[] =>
  measured.some(({ again }) => again !== undefined)
    ? [{ title: 'Repeated', cells: measured.map(({ again = 0 }) => `${plural(again, 'request')} to Logto`) }]
    : [];

/** The figures of a flow, apart from its requests. */
const figureRows = (measured: FlowFigures[]): Row[] => [
  ...againRow(measured),
  ...cookieRows(measured),
  { title: 'JavaScript', cells: measured.map(({ scripts }) => kilobytes(scripts)) },
  {
    title: 'Without JavaScript',
    cells: measured.map(({ withoutScripts }) => (withoutScripts ? 'works' : 'does not work')),
  },
];

const joined = (names: string[]) => new Intl.ListFormat('en').format(names);
const either = (names: string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(names);

/** The script bytes of pages. What answers with JSON is none. */
const scriptsOf = ({ flows: { 'json-api': _, ...pages } }: AppFigures) =>
  range(Object.values(pages).map(({ scripts }) => scripts));
const workingOf = ({ flows }: AppFigures) =>
  Object.values(flows).filter(({ withoutScripts }) => withoutScripts).length;
const firstSignIn = ({ flows }: AppFigures) =>
  countToLogto([...flows['sign-in'].requests, ...flows.callback.requests]);
const inAllFlows = ({ flows }: AppFigures) =>
  countToLogto(Object.values(flows).flatMap(({ requests }) => requests));

const laterSignIn = ({ flows }: AppFigures) => (flows['sign-in'].again ?? 0) + (flows.callback.again ?? 0);

const gettingTokens =
  'Pages Router and Express create a client of the SDK and call `client.getAccessToken(resource)`. App Router calls `getAccessToken(config, resource)` in an action or a route handler; a page reads the token that `proxy.ts` has stored.';

/** The calls that fetch an access token for an API. The flow of the row shows them. */
const tokenRows: Row[] = [
  {
    title: 'The client',
    flow: 'api-token',
    cells: [
      '`logtoClient.createNodeClientFromNextApi(request, response)`',
      'none for the calls below: they are functions of `@logto/next/server-actions`. `proxy.ts` has one.',
      '`createNodeClient(request, response)`, which this app defines: a client of `@logto/node` that keeps tokens in `request.session`',
    ],
  },
  {
    title: 'To render a page',
    flow: 'permissions',
    cells: [
      '`getServerSideProps`: `client.getAccessToken(resources.shopping)`',
      'server component: `getAccessTokenRSC(logtoConfig, resources.shopping)`. Before that, `proxy.ts` calls `nodeClient.getAccessToken(resource)` and stores the token.',
      'handler: `client.getAccessToken(resources.shopping)`',
    ],
  },
  {
    title: 'When a button is pressed',
    flow: 'api-token',
    cells: [
      'API route: `client.getAccessToken(api.indicator)`',
      'server action: `getAccessToken(logtoConfig, api.indicator)`',
      'handler: `client.getAccessToken(api.indicator)`',
    ],
  },
  {
    title: 'When a script calls the app',
    flow: 'json-api',
    cells: [
      'API route: `client.getAccessToken(resources.shopping)`',
      'route handler: `getAccessToken(logtoConfig, resources.shopping)`',
      'handler: `client.getAccessToken(resources.shopping)`',
    ],
  },
  {
    title: 'For an organization',
    flow: 'organization-token',
    cells: [
      'the same client: `client.getOrganizationToken(id)`',
      '`tokens.getOrganizationToken(logtoConfig, id)`, which is `getOrganizationToken` in an action, and `getOrganizationTokenRSC` in a page, for which `proxy.ts` fetches and stores the token first',
      'the same client: `client.getOrganizationToken(id)`',
    ],
  },
  {
    title: 'Where a token can be fetched',
    flow: 'api-token',
    cells: [
      'API routes (also on the edge runtime), `getServerSideProps`, and `proxy.ts`',
      'server actions, route handlers, and `proxy.ts`. In a server component, `getAccessTokenRSC` can fetch a token, but cannot store it in the cookie: the next view fetches another, and a rotated refresh token is lost.',
      'any handler after `sessionMiddleware`',
    ],
  },
];

const glanceRows = (apps: AppFigures[]): Row[] => [
  {
    title: 'Where the session is',
    flow: 'session',
    cells: ['in an encrypted cookie', 'in an encrypted cookie', 'on the server, its id in a cookie'],
  },
  {
    title: 'Session cookie after sign-in',
    flow: 'callback',
    cells: apps.map(({ flows }) => bytes(sessionCookie(flows.callback))),
  },
  {
    title: `Session cookie with ${apps[0]?.session.tokens} access tokens`,
    flow: 'session',
    cells: apps.map(({ flows }) => bytes(sessionCookie(flows.session))),
  },
  { title: 'JavaScript of a page', cells: apps.map(scriptsOf) },
  {
    title: 'Flows that work without JavaScript',
    cells: apps.map((app) => `${workingOf(app)} of ${flowIds.length}`),
  },
  {
    title: 'Sign-out elsewhere ends the session',
    flow: 'sign-out',
    cells: apps.map(({ endsFromLogto }) => (endsFromLogto ? 'yes' : 'with sessions in Redis')),
  },
];

const titlesOf = (accepts: (app: AppName) => boolean) =>
  appNames.filter(accepts).map((app) => integrations[app].title);

const withoutScripts = (app: AppName, { apps }: Figures): string => {
  const failing = flowIds
    .filter((id) => !apps[app].flows[id].withoutScripts)
    .map((id) => `“${flows[id].title}”`);
  const what = failing.length === 0 ? 'everything works' : `everything works except ${joined(failing)}`;
  const why =
    failing.length === 0
      ? ''
      : ' In these flows, a script posts the forms. Without it, the buttons are disabled, and a sentence says why.';
  return `${integrations[app].title}: ${what}, and a page has ${scriptsOf(apps[app])} of JavaScript.${why}`;
};

/** The flows in which the apps send different numbers of requests to Logto. */
const whereRequestsDiffer = (apps: AppFigures[]): FlowId[] =>
  flowIds.filter((id) => new Set(apps.map(({ flows }) => countToLogto(flows[id].requests))).size > 1);

/** The items of a list that another list lacks. Both may contain duplicates. */
const without = (list: string[], other: string[]): string[] => {
  const rest = [...other];
  return list.filter((item) => {
    const place = rest.indexOf(item);
    if (place !== -1) rest.splice(place, 1);
    return place === -1;
  });
};

/** How many requests to Logto a flow takes in each app, and which of them another app does without. */
const requestCells = (apps: AppFigures[], id: FlowId): string[] => {
  const sent = apps.map(({ flows }) => flows[id].requests.filter(({ to }) => to === 'logto').map(meaningOf));
  const [fewest = []] = sent.toSorted((one, other) => one.length - other.length);
  return sent.map((meanings, index) => {
    const more = without(meanings, fewest);
    const first = more.length === 0 ? `${meanings.length}` : `${meanings.length}, with “${joined(more)}”`;
    const again = apps[index]?.flows[id].again;
    return again === undefined ? first : `${first}; repeated: ${again || 'none'}`;
  });
};

const requestRows = (apps: AppFigures[]): Row[] => [
  { title: 'All flows', cells: apps.map((app) => `${inAllFlows(app)}`) },
  ...whereRequestsDiffer(apps).map(
    (id): Row => ({
      title: flows[id].title,
      flow: id,
      cells: requestCells(apps, id),
    }),
  ),
  { title: 'First sign-in', flow: 'callback', cells: apps.map((app) => `${firstSignIn(app)}`) },
  { title: 'Later sign-ins', flow: 'callback', cells: apps.map((app) => `${laterSignIn(app)}`) },
];

/** Which app sends the most requests to Logto, and when. */
const askingMost = ({ apps }: Figures): string => {
  const counts = appNames.map((app) => ({ title: integrations[app].title, count: inAllFlows(apps[app]) }));
  const most = Math.max(...counts.map(({ count }) => count));
  const busiest = counts.filter(({ count }) => count === most).map(({ title }) => title);
  const others = counts.filter(({ count }) => count < most).map(({ title, count }) => `${title} ${count}`);
  const total = `${most} requests in all flows, from the server and from the browser`;
  if (others.length === 0) return `None: each app sends ${total}.`;

  const differing = whereRequestsDiffer(appNames.map((app) => apps[app]));
  const isEvenLater = differing.every(
    (id) => new Set(appNames.map((app) => apps[app].flows[id].again)).size === 1,
  );
  const when = isEvenLater
    ? ', and only right after an app has started: App Router fetches Logto’s addresses (“discovery”) again where it has another client, and Express fetches the keys for logout tokens (“keys”), which the Next.js apps refuse while sessions are in cookies. When these flows are repeated, all three send the same number'
    : '';
  return `${joined(busiest)}, with ${total}; ${joined(others)}. The numbers differ in ${joined(differing.map((id) => `“${flows[id].title}”`))}${when}.`;
};

const questionsOf = (figures: Figures): Question[] => {
  const { 'next-pages': pages, 'next-app': app, express } = figures.apps;
  const call = app.flows['api-token'];
  return [
    {
      question: 'A token while a server component renders?',
      verdict: 'App Router, with a proxy that stores it',
      answer: `Only the App Router has server components, which cannot set cookies. If a token must be fetched there, \`getAccessToken\` throws, and \`getAccessTokenRSC\` fetches a new token at every view, unless sessions are in Redis. In this app, \`proxy.ts\` fetches and stores the token before the page renders. In each session, the first call of an API takes ${plural(countToLogto(call.requests), 'request')} to Logto, the next call ${call.again || 'none'}.`,
    },
    {
      question: 'On the edge runtime?',
      verdict: 'Pages Router, in edge API routes',
      answer:
        '`@logto/next/edge` is for it, and shares the cookie of the other routes. Sessions must be in cookies: the edge runtime cannot reach Redis. In both routers, `proxy.ts` can also use it. `@logto/express` needs Node.js.',
    },
    {
      question: 'Without JavaScript?',
      verdict: either(titlesOf((name) => workingOf(figures.apps[name]) === flowIds.length)),
      answer: appNames.map((name) => withoutScripts(name, figures)).join(' '),
    },
    {
      question: 'How large is the session?',
      verdict: 'Express sends the smallest cookie',
      answer: `The Next.js apps keep the whole session in an encrypted cookie: with ${pages.session.tokens} access tokens, ${number(sessionCookie(pages.flows.session))} (Pages Router) and ${bytes(sessionCookie(app.flows.session))} (App Router), and never more than browsers accept. Express keeps it on the server (${bytes(express.session.bytes)} in memory, lost when the app restarts), and only its id in a cookie of ${bytes(sessionCookie(express.flows.session))}. With \`SESSION_STORE=redis://…\`, all three keep sessions in Redis.`,
    },
    {
      question: 'Long sessions that end everywhere at once?',
      verdict: either([...titlesOf((name) => figures.apps[name].endsFromLogto), 'any app with Redis']),
      answer: `Sessions last 14 days after their last change, or less with \`SESSION_IDLE_MINUTES\`. After alice had signed out at Logto, ${joined(titlesOf((name) => figures.apps[name].endsFromLogto)) || 'no app'} had also ended her session. A session in a cookie goes on, because only a browser can delete it.`,
    },
    {
      question: 'An Express API that exists already?',
      verdict: 'Express',
      answer:
        '`@logto/express` adds sign-in to it: express-session, a router, and `withLogto` before the pages. If it only checks access tokens, it needs none of the three: `packages/resource-server` shows how, with jose.',
    },
  ];
};

const aboutFigures = [
  'Requests are listed in the order in which they arrived. The app had just started, and the browser ran JavaScript. “App” is the app’s server. Scripts, stylesheets, and the pages of Logto and of the social provider are not counted.',
  '“Repeated” is the same flow run again: right away, or for sign-in, callback, and sign-out, in another browser. The row is missing where a second run would find something else: an account that is already linked or unlinked, or a visitor whom Logto already knows.',
  'The size of a cookie is that of its name and its value. In the Next.js apps, the session cookie also holds a sign-in in progress; Express has a separate cookie for that. “JavaScript” is the size of the page’s script files, as they are sent.',
];

const orderOf = (id: FlowId, app: AppName) => {
  const visit = visitOf(id, app);
  return visit && { app: applications[app].id, ...visit };
};

/**
 * Puts together what is shown from the figures of a run and the sources as they are now.
 *
 * @throws Error that names the file, if its lines or pitfalls are no longer there.
 */
export const compare = (figures: Figures, read = readSource): Comparison => {
  const apps = appNames.map((name) => figures.apps[name]);
  const versions = Object.entries(figures.versions).map(([name, version]) => `${name} ${version}`);
  return {
    conditions: `Measured on ${figures.date} with ${versions.join(', ')}.`,
    questions: questionsOf(figures),
    tokens: { answer: gettingTokens, rows: tokenRows },
    most: { answer: askingMost(figures), rows: requestRows(apps) },
    glance: glanceRows(apps),
    about: aboutFigures,
    flows: flowIds.map((id) => {
      const { title, summary, columns, cannot, pitfalls } = flows[id];
      return {
        id,
        title,
        summary,
        cannot,
        pitfalls: readPitfalls(pitfalls, read),
        figures: figureRows(apps.map((app) => app.flows[id])),
        columns: appNames.map((app) => ({
          app,
          code: columns[app].code.map((excerpt) => readCode(excerpt, read)),
          requests: figures.apps[app].flows[id].requests.map(show),
          cannot: columns[app].cannot,
          pitfalls: readPitfalls(columns[app].pitfalls, read),
          visit: orderOf(id, app),
        })),
      };
    }),
  };
};
