import { type AppName, applications, appNames } from '@repo/config';
import {
  type AppFigures,
  countToLogto,
  type Figures,
  type FlowFigures,
  type SentRequest,
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
  glance: Row[];
  /** Which app sends the most requests to Logto. */
  most: string;
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

const cookieChange = ({ cookie: { before, after } }: FlowFigures): string => {
  if (before === after) return after === 0 ? 'none' : `${bytes(after)}, unchanged`;
  return `${number(before)} → ${bytes(after)}`;
};

const againRow = (measured: FlowFigures[]): Row[] =>
  measured.some(({ again }) => again !== undefined)
    ? [{ title: 'Once more', cells: measured.map(({ again = 0 }) => plural(again, 'request')) }]
    : [];

/** The figures of a flow, apart from its requests. */
const figureRows = (measured: FlowFigures[]): Row[] => [
  ...againRow(measured),
  { title: 'Cookie', cells: measured.map(cookieChange) },
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
const fromServer = ({ flows }: AppFigures) =>
  countToLogto(Object.values(flows).flatMap(({ requests }) => requests.filter(({ from }) => from === 'app')));

/** The call that an app makes first in a flow. */
const callOf = (id: FlowId) => (app: AppName) => `\`${flows[id].columns[app].code[0]?.call ?? '–'}\``;

const glanceRows = (apps: AppFigures[]): Row[] => [
  { title: 'A token for an API', flow: 'api-token', cells: appNames.map(callOf('api-token')) },
  {
    title: 'Where a token can be fetched',
    flow: 'api-token',
    cells: [
      'API routes, `getServerSideProps`',
      'server actions, route handlers, and `proxy.ts` for pages',
      'any handler',
    ],
  },
  {
    title: 'Where the session is',
    flow: 'session',
    cells: ['in an encrypted cookie', 'in an encrypted cookie', 'on the server, its id in a cookie'],
  },
  {
    title: 'Cookie after sign-in',
    flow: 'callback',
    cells: apps.map(({ flows }) => bytes(flows.callback.cookie.after)),
  },
  {
    title: `Cookie with ${apps[0]?.session.tokens} access tokens`,
    flow: 'session',
    cells: apps.map(({ flows }) => bytes(flows.session.cookie.after)),
  },
  { title: 'JavaScript of a page', cells: apps.map(scriptsOf) },
  {
    title: 'Flows that work without JavaScript',
    cells: apps.map((app) => `${workingOf(app)} of ${flowIds.length}`),
  },
  {
    title: 'Requests to Logto, first sign-in',
    flow: 'callback',
    cells: apps.map((app) => `${firstSignIn(app)}`),
  },
  {
    title: 'Requests to Logto, later sign-ins',
    flow: 'callback',
    cells: apps.map(({ laterSignIn }) => `${laterSignIn}`),
  },
  { title: 'Requests of the server to Logto, all flows', cells: apps.map((app) => `${fromServer(app)}`) },
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
  return `${integrations[app].title}: ${what}, and a page has ${scriptsOf(apps[app])} of JavaScript.`;
};

/** The flows in which an app does not send as many requests to Logto as another. */
const whereRequestsDiffer = (apps: AppFigures[]): FlowId[] =>
  flowIds.filter((id) => new Set(apps.map(({ flows }) => countToLogto(flows[id].requests))).size > 1);

/** Which app's server sends most requests to Logto, and where. */
const askingMost = ({ apps }: Figures): string => {
  const counts = appNames.map((app) => ({ title: integrations[app].title, count: fromServer(apps[app]) }));
  const most = Math.max(...counts.map(({ count }) => count));
  const busiest = counts.filter(({ count }) => count === most).map(({ title }) => title);
  const others = counts.filter(({ count }) => count < most).map(({ title, count }) => `${title} ${count}`);
  const total = `${most} requests of the server in all flows`;
  if (others.length === 0) return `Which app sends the most requests to Logto? None: each takes ${total}.`;

  const flowsThatDiffer = whereRequestsDiffer(appNames.map((app) => apps[app]));
  const where = joined(
    flowsThatDiffer.map((id) => {
      const counted = appNames.map((app) => countToLogto(apps[app].flows[id].requests));
      return `“${flows[id].title}” (${counted.join(', ')})`;
    }),
  );
  const later = joined(appNames.map((app) => `${apps[app].laterSignIn}`));
  return `Which app sends the most requests to Logto? ${joined(busiest)}, with ${total}; ${joined(others)}. They differ in ${where}, each in the order of the columns below. An app that has just started also asks for Logto’s addresses and keys; later sign-ins take ${later}.`;
};

const questionsOf = (figures: Figures): Question[] => {
  const { 'next-pages': pages, 'next-app': app, express } = figures.apps;
  const call = app.flows['api-token'];
  return [
    {
      question: 'A token while a server component renders?',
      verdict: 'App Router, if the token is fetched before the page renders',
      answer: `Only the App Router has server components, which cannot store a token: \`getAccessToken\` throws there, and \`getAccessTokenRSC\` fetches one at every view. Here, \`proxy.ts\` fetches it first. Server actions and route handlers can also fetch one. The first API call takes ${plural(countToLogto(call.requests), 'request')} to Logto, the next one of the same API ${call.again || 'none'}.`,
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
      answer: `With ${pages.session.tokens} access tokens, the Next.js apps send a cookie of ${number(pages.flows.session.cookie.after)} and ${bytes(app.flows.session.cookie.after)}, and never more than a browser accepts. Express sends ${bytes(express.flows.session.cookie.after)} and keeps ${number(express.session.bytes)} in its memory. With \`SESSION_STORE=redis://…\`, all three keep sessions in Redis.`,
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
    glance: glanceRows(apps),
    most: askingMost(figures),
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
