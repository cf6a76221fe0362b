import { setTimeout as delay } from 'node:timers/promises';
import { resources } from '@repo/config';
import { hasButton, openBrowser, type Page } from '@repo/scriptless-browser';
import fc from 'fast-check';
import { headingOf, isOwnFailure } from '../own-failure.ts';
import { claimOf, shownIn, type User } from '../soak/user.ts';
import type { Outages } from './outages.ts';
import type { ChaosRecord, Wrong } from './record.ts';

const paths = ['/', '/claims', '/userinfo', '/organizations', '/account', '/session', '/resources'];
const apiCall = 'Read from Shopping API';
const longestAnswer = 10_000;
const mostRedirects = 20;

const path = fc.constantFrom(...paths);
const step = fc.record({
  action: fc.oneof(
    { weight: 6, arbitrary: fc.tuple(path) },
    { weight: 3, arbitrary: fc.tuple(path, path, path) },
    { weight: 3, arbitrary: fc.constant('call' as const) },
    { weight: 2, arbitrary: fc.constant('organization' as const) },
    { weight: 1, arbitrary: fc.constant('sign out' as const) },
  ),
  /** The milliseconds before the next step. */
  thinking: fc.integer({ min: 50, max: 300 }),
});

/** The steps of a visitor, without end, which are the same for the same seed. */
const stepsOf = function* (seed: number) {
  for (let round = 0; ; round += 1) yield* fc.sample(step, { seed: seed + round, numRuns: 100 });
};

type Visitor = {
  name: string;
  user: User;
  users: User[];
  seed: number;
  urls: { app: string; logto: string };
  outages: Outages;
  record: ChaosRecord;
  /** Whether a fault is under way that may end sessions. */
  mayEnd: () => boolean;
};

const isHtml = ({ headers }: Page) => headers.get('content-type')?.startsWith('text/html') ?? false;

/** Like a browser, repeats a request if the server had closed the connection that it was sent on. */
const retryIfClosed = (send: () => Promise<Page>) =>
  send().catch((error: Error) => {
    const { cause } = error;
    if (cause instanceof Error && cause.message === 'other side closed') return send();
    throw error;
  });

/** Not the waiting page that refreshes itself while another tab signs in. */
const isEmpty = (page: Page) =>
  page.status === 200 && isHtml(page) && !page.headers.has('refresh') && headingOf(page.body) === '';

/** A visitor with a browser of their own, who judges every answer of the app. */
export const createVisitor = ({ name, user, users, seed, urls, outages, record, mayEnd }: Visitor) => {
  // Longer than an answer may take, because the app may be frozen meanwhile.
  const browser = openBrowser(urls.app, 'manual', 2 * longestAnswer);
  const others = users.filter((other) => other !== user);
  const steps = stepsOf(seed);
  let state: 'signed in' | 'signing out' | 'signed out' | 'unsure' = 'unsure';
  const isSignedIn = () => state === 'signed in';

  const count = (wrong: Wrong, text: string) => record.count(wrong, text, name);
  const isOfApp = ({ url }: { url: string }) => new URL(url).origin === urls.app;

  const lose = (text: string) => {
    if (!isSignedIn()) return;
    state = 'unsure';
    count('lost', text);
  };

  const judge = (page: Page, what: string) => {
    record.answers.pages += 1;
    if (isOwnFailure(page)) record.answers.failures += 1;
    // The page of an organization names its members.
    const isShared = new URL(page.url).pathname.startsWith('/organizations/');
    const strangers = isShared ? [] : shownIn(page, others).map(({ username }) => username);
    if (strangers.length > 0) count('crossed', `${what} shows ${strangers.join(', ')}`);
    if (page.status >= 500 && !isOwnFailure(page)) count('raw 5xx', `${what} answers ${page.status}`);
    if (isEmpty(page)) count('raw 5xx', `${what} is an empty page`);
    if (hasButton(page, 'Sign in')) lose(`${what} offers sign-in`);
  };

  /** One request, to the app or to Logto. Returns nothing if there was no answer. */
  const ask = async (origin: string, what: string, send: () => Promise<Page>): Promise<Page | undefined> => {
    const isApp = origin === urls.app;
    const since = performance.now();
    const page = await retryIfClosed(send).catch((error: Error) => {
      record.note(`${what} → ${error.cause ?? error}`, name);
      // A frozen app may close a connection on which a request is under way as soon as it continues.
      if (isApp && outages.since(since) === 0 && error.name !== 'TimeoutError')
        count('raw 5xx', `${what} got no answer: ${error.cause ?? error}`);
    });
    const elapsed = performance.now() - since;
    if (isApp && elapsed - outages.since(since) > longestAnswer)
      count('hung', `${what} took ${(elapsed / 1000).toFixed(1)} s`);
    if (!page) return undefined;

    const where = page.location ? ` to ${page.location.split('?')[0]}` : ` ${headingOf(page.body)}`;
    record.note(`${what} → ${page.status}${where} (${Math.round(elapsed)} ms)`, name);
    if (isApp) judge(page, what);
    return page;
  };

  /** Follows redirects one by one, so that each answer is judged by itself. */
  const follow = async (first: Promise<Page | undefined>): Promise<Page | undefined> => {
    let page = await first;
    for (let redirects = 0; page?.location; redirects += 1) {
      const { href, origin, pathname } = new URL(page.location, page.url);
      if (pathname === '/oidc/auth') lose('the app starts sign-in');
      if (redirects === mostRedirects) {
        count('hung', `${pathname} redirects without end`);
        return undefined;
      }
      page = await ask(origin, `GET ${origin === urls.app ? '' : 'Logto '}${pathname}`, () =>
        browser.open(href),
      );
    }
    return page;
  };

  const open = (address: string) => follow(ask(urls.app, `GET ${address}`, () => browser.open(address)));

  const press = (page: Page, button: string, fields?: { [name: string]: string }) =>
    follow(ask(new URL(page.url).origin, `"${button}"`, () => browser.press(page, button, fields)));

  const judgeOwn = (page: Page, address: string) => {
    const { pathname } = new URL(page.url);
    if (address === '/' && !page.body.includes(`<h1>Hello, ${user.name}</h1>`))
      count('crossed', 'the home page greets somebody else');
    if ((pathname === '/claims' || pathname === '/userinfo') && claimOf(page, 'sub') !== user.sub)
      count('crossed', `${pathname} says sub ${claimOf(page, 'sub')}`);
    if (pathname.startsWith('/organizations/') && !page.body.includes(user.sub))
      count('crossed', `${pathname} does not name its visitor`);
  };

  /** Returns whether the page was shown. */
  const view = async (address: string): Promise<boolean> => {
    const page = await open(address);
    if (!page || !isSignedIn()) return false;
    if (page.status === 200 && isOfApp(page) && new URL(page.url).pathname === address) {
      judgeOwn(page, address);
      return true;
    }
    if (!isOwnFailure(page)) count('raw 5xx', `${address} ends on ${page.url} (${page.status})`);
    return false;
  };

  const callApi = async () => {
    const page = await open('/resources');
    if (page?.status !== 200 || !isSignedIn()) return;
    if (hasButton(page, apiCall)) return press(page, apiCall);
    // The Pages Router calls the API by a script, from a route that takes a form, too.
    const send = () => browser.post('/api/call-resource', { indicator: resources.shopping });
    const answer = await ask(urls.app, 'POST /api/call-resource', send);
    if (answer?.status === 401) lose('POST /api/call-resource answers 401');
  };

  /** The page of an organization needs a token to render, and its address names the organization. */
  const viewOrganization = async () => {
    const list = await open('/organizations');
    const [address] = list?.body.match(/\/organizations\/\w+/) ?? [];
    if (address && isSignedIn()) await view(address);
  };

  const signIn = async () => {
    const home = await open('/');
    const form = home && isOfApp(home) && hasButton(home, 'Sign in') ? await press(home, 'Sign in') : home;
    const isForm = form && !isOfApp(form) && hasButton(form, 'Sign in');
    const { username: identifier, password } = user;
    const next = isForm ? await press(form, 'Sign in', { identifier }) : form;
    const end = next && hasButton(next, 'Continue') ? await press(next, 'Continue', { password }) : next;
    if (!end || !isOfApp(end) || !end.body.includes('<h1>Hello, ')) return;
    judgeOwn(end, '/');
    if (!mayEnd() && state !== 'signing out') state = 'signed in';
  };

  const signOut = async () => {
    const home = await open('/');
    if (home && hasButton(home, 'Sign in')) state = 'signed out';
    if (!home || !hasButton(home, 'Sign out')) return;
    // If the app is killed before it answers, it may already have had Logto revoke the refresh token.
    state = 'signing out';
    const atLogto = await press(home, 'Sign out');
    // Logto's page, which submits itself if scripts run.
    const end = atLogto && hasButton(atLogto, 'Sign out') ? await press(atLogto, 'Sign out') : atLogto;
    if (end && isOfApp(end) && hasButton(end, 'Sign in')) state = 'signed out';
  };

  const take = async (action: string | string[]) => {
    if (state === 'signing out') await signOut();
    else if (!isSignedIn()) await signIn();
    else if (action === 'call') await callApi();
    else if (action === 'organization') await viewOrganization();
    else if (action === 'sign out') await signOut();
    else if (typeof action !== 'string') await Promise.all(action.map(view));
  };

  return {
    /** The session may have ended without anybody's fault. */
    doubt: () => {
      if (state !== 'signing out') state = 'unsure';
    },

    /** Uses the app until told to stop. */
    wander: async (goesOn: () => boolean) => {
      while (goesOn()) {
        const { action, thinking } = steps.next().value ?? {};
        await take(action ?? []);
        await delay(thinking);
      }
    },

    /** After a fault: a session still works, without one the visitor can sign in, and both within 10 s. */
    settle: async () => {
      const since = performance.now();
      while (true) {
        if (isSignedIn()) {
          if (await view('/userinfo')) return;
        } else {
          await signOut();
          await signIn();
          if (isSignedIn()) return;
        }
        if (performance.now() - since > longestAnswer)
          return count('lost', 'cannot use the app after a fault');
        await delay(100);
      }
    },
  };
};
