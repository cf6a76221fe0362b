import { type AppName, appNames } from '@repo/config';
import type { AppFigures, Figures, FlowFigures, LogtoRequest } from './figures.ts';
import { flowIds } from './flow-ids.ts';
import { flows } from './flows.ts';
import { type Code, readCode, readPitfalls, readSource } from './sources.ts';

/** A table with a column for each app. */
export type Row = { title: string; cells: string[] };

/** The integrations, by app. */
export const integrations: Record<AppName, { title: string; sdk: string }> = {
  'next-pages': { title: 'Pages Router', sdk: '@logto/next' },
  'next-app': { title: 'App Router', sdk: '@logto/next' },
  express: { title: 'Express', sdk: '@logto/express' },
};

export type ShownRequest = { from: 'browser' | 'app'; request: string; meaning: string };

export type ShownColumn = {
  app: AppName;
  code: Code[];
  requests: ShownRequest[];
  cannot: string | undefined;
  pitfalls: string[];
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
]);

const meaningOf = ({ request, grant, resource, organization, status }: LogtoRequest): string => {
  const known = meanings.get(request);
  if (known) return known;
  if (status >= 400) return `token, fails with ${status}`;
  if (grant === 'authorization_code') return 'tokens for the code';
  return `token for an ${organization ? 'organization' : resource ? 'API' : 'userinfo call'}`;
};

const show = (sent: LogtoRequest): ShownRequest => ({
  from: sent.from,
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

const scriptsOf = ({ flows }: AppFigures) => range(Object.values(flows).map(({ scripts }) => scripts));
const workingOf = ({ flows }: AppFigures) =>
  Object.values(flows).filter(({ withoutScripts }) => withoutScripts).length;
const firstSignIn = ({ flows }: AppFigures) =>
  flows['sign-in'].requests.length + flows.callback.requests.length;
const fromServer = ({ flows }: AppFigures) =>
  Object.values(flows).flatMap(({ requests }) => requests.filter(({ from }) => from === 'app')).length;

const glanceRows = (apps: AppFigures[]): Row[] => [
  { title: 'JavaScript of a page', cells: apps.map(scriptsOf) },
  {
    title: 'Flows that work without JavaScript',
    cells: apps.map((app) => `${workingOf(app)} of ${flowIds.length}`),
  },
  {
    title: 'Session',
    cells: ['in an encrypted cookie', 'in an encrypted cookie', 'on the server, its id in a cookie'],
  },
  { title: 'Cookie after sign-in', cells: apps.map(({ flows }) => bytes(flows.callback.cookie.after)) },
  {
    title: `Cookie with ${apps[0]?.session.tokens} access tokens`,
    cells: apps.map(({ flows }) => bytes(flows.session.cookie.after)),
  },
  { title: 'Requests to Logto, first sign-in', cells: apps.map((app) => `${firstSignIn(app)}`) },
  { title: 'Requests to Logto, later sign-ins', cells: apps.map(({ laterSignIn }) => `${laterSignIn}`) },
  { title: 'Requests of the server, all flows', cells: apps.map((app) => `${fromServer(app)}`) },
  {
    title: 'Where a token can be fetched',
    cells: ['API routes, `getServerSideProps`', 'server actions, route handlers, `proxy.ts`', 'any handler'],
  },
  {
    title: 'Sign-out elsewhere ends the session',
    cells: apps.map(({ endsFromLogto }) => (endsFromLogto ? 'yes' : 'with sessions in Redis')),
  },
];

const either = (names: string[]) => names.join(' or ');

const titlesOf = (accepts: (app: AppName) => boolean) =>
  appNames.filter(accepts).map((app) => integrations[app].title);

const withoutScripts = (app: AppName, { apps }: Figures): string => {
  const failing = flowIds
    .filter((id) => !apps[app].flows[id].withoutScripts)
    .map((id) => `“${flows[id].title}”`);
  const what = failing.length === 0 ? 'everything works' : `all works but ${failing.join(' and ')}`;
  return `${integrations[app].title}: ${what}, and a page has ${scriptsOf(apps[app])} of JavaScript.`;
};

const questionsOf = (figures: Figures): Question[] => {
  const { 'next-pages': pages, 'next-app': app, express } = figures.apps;
  const call = app.flows['api-token'];
  return [
    {
      question: 'A token while a server component renders?',
      verdict: 'Not with any SDK: in the App Router, fetch it before or after',
      answer: `Only the App Router has server components, and there \`getAccessToken\` throws, because they cannot store a token. Fetch it in a server action, a route handler or \`proxy.ts\`. The first API call takes ${plural(call.requests.length, 'request')} to Logto, the next one ${call.again || 'none'}.`,
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
      verdict: either([...titlesOf((name) => figures.apps[name].endsFromLogto), 'any of them with Redis']),
      answer: `Sessions last 14 days after their last change, or less with \`SESSION_IDLE_MINUTES\`. After alice had signed out at Logto, ${titlesOf((name) => figures.apps[name].endsFromLogto).join(' and ') || 'no app'} had also ended her session. One in a cookie goes on, because only a browser can delete it.`,
    },
    {
      question: 'An Express API that exists already?',
      verdict: 'Express',
      answer:
        '`@logto/express` adds sign-in to it: express-session, a router, and `withLogto` before the pages. If it only checks access tokens, it needs none of the three: `packages/resource-server` shows how, with jose.',
    },
  ];
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
        })),
      };
    }),
  };
};
