import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, errors, type Page } from '@playwright/test';
import { type AppName, appNames, users } from '@repo/config';
import { findBrowser } from '../../../e2e/browser.mjs';
import { newProfile, signInAtProvider } from '../../../e2e/support/social.ts';
import { fillSignInForm, signInTitle } from '../../../e2e/support/visitor.ts';
import {
  type AppFigures,
  appFigures,
  type CookieKind,
  cookieKinds,
  countToLogto,
  type Figures,
  type FlowFigures,
  figures,
  type SentRequest,
} from './figures.ts';
import { type FlowId, flowIds } from './flow-ids.ts';
import type { PassedRequest } from './recorder.ts';
import { startServers } from './servers.ts';

type Timed = SentRequest & { time: number };
type LoggedRequest = Awaited<ReturnType<Servers['control']['requests']>>[number];

/** Nothing takes longer, unless it needs scripts that are off. */
const patience = 10_000;

/** What the visitor does, until the result is there. */
type Step = (page: Page) => Promise<unknown>;

type MeasuredFlow = {
  /** Leads to the page that the visitor is on before. Not part of the flow. */
  start?: Step;
  /** Whether Logto issues no tokens meanwhile. */
  isOutage?: true;
  /** Whether the flow can be repeated: right away, or in another browser, where nobody is signed in. */
  isRepeatable?: true | 'in another browser';
  act: Step;
};

/** The browsers whose scripts are off. */
const scriptless = new WeakSet<BrowserContext>();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const goTo =
  (path: string): Step =>
  (page) =>
    page.goto(path);

const open =
  (path: string, title: string): Step =>
  async (page) => {
    await page.goto(path);
    await heading(page, title).waitFor();
  };

const press = async (page: Page, name: string) => {
  const target = button(page, name);
  await target.waitFor();
  // Without scripts, nothing enables it.
  if (scriptless.has(page.context()) && (await target.isDisabled()))
    throw new errors.TimeoutError(`${name} stays disabled`);
  await target.click();
};

const call =
  (panelName: string, name: string): Step =>
  async (page) => {
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      press(page, name),
    ]);
    await panel(page, panelName).getByText('200 OK').waitFor();
  };

const openAcme: Step = async (page) => {
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Acme', exact: true }).click();
  await panel(page, 'Acme').waitFor();
};

const startSignIn: Step = async (page) => {
  await button(page, 'Sign in').click();
  await signInTitle(page).waitFor();
};

const finishSignIn: Step = async (page) => {
  await fillSignInForm(page, users.alice);
  await heading(page, 'Hello, Alice Liddell').waitFor();
};

const signOut: Step = async (page) => {
  await button(page, 'Sign out').click();
  // Logto's form submits itself if scripts are on.
  const byHand = page.locator('noscript').getByRole('button', { name: 'Sign out', exact: true });
  await byHand.or(button(page, 'Sign in')).waitFor();
  if (await byHand.isVisible()) await byHand.click();
  await button(page, 'Sign in').waitFor();
};

const changeName: Step = async (page) => {
  await panel(page, 'Profile').getByLabel('Name', { exact: true }).fill(users.alice.name);
  await call('Profile', 'Change name')(page);
};

const link: Step = async (page) => {
  const confirmation = panel(page, 'Confirm that it is you');
  await confirmation.getByLabel('Password', { exact: true }).fill(users.alice.password);
  await press(page, 'Confirm');
  await confirmation.getByText(/^until/).waitFor();
  await press(page, 'Link Wonderland');
  await signInAtProvider(page, newProfile('white_rabbit'));
  await button(page, 'Unlink Wonderland').waitFor();
};

const unlink: Step = async (page) => {
  await press(page, 'Unlink Wonderland');
  await page.getByText('you have just signed in').waitFor();
  await press(page, 'Unlink Wonderland');
  await button(page, 'Link Wonderland').waitFor();
};

/** What alice does in an app that has just started. */
const flows: Record<FlowId, MeasuredFlow> = {
  configure: { act: goTo('/'), isRepeatable: true },
  'sign-in': { start: goTo('/'), act: startSignIn, isRepeatable: 'in another browser' },
  callback: { act: finishSignIn, isRepeatable: 'in another browser' },
  'who-is-signed-in': { act: open('/', 'Hello, Alice Liddell'), isRepeatable: true },
  'protect-a-page': { act: open('/claims', 'Claims'), isRepeatable: true },
  userinfo: { act: open('/userinfo', 'Userinfo'), isRepeatable: true },
  'api-token': {
    start: goTo('/resources'),
    act: call('Store API', 'Read from Store API'),
    isRepeatable: true,
  },
  'organization-token': { start: goTo('/organizations'), act: openAcme, isRepeatable: true },
  organizations: { start: goTo('/organizations'), act: openAcme, isRepeatable: true },
  permissions: { act: open('/admin', 'You may not see this'), isRepeatable: true },
  'json-api': {
    act: async (page) => {
      await page.goto('/api/items');
      await page.getByText('"items"').waitFor();
    },
    isRepeatable: true,
  },
  account: { start: open('/account', 'Account'), act: changeName, isRepeatable: true },
  'link-an-account': { start: open('/account', 'Account'), act: link },
  'step-up': { start: open('/account', 'Account'), act: unlink },
  session: { act: open('/session', 'Session'), isRepeatable: true },
  failures: {
    start: goTo('/'),
    isOutage: true,
    act: async (page) => {
      await startSignIn(page);
      await fillSignInForm(page, users.alice);
      await heading(page, 'The service cannot be reached').waitFor();
    },
  },
  'sign-out': { start: goTo('/'), act: signOut, isRepeatable: 'in another browser' },
  connectors: {
    start: goTo('/'),
    isRepeatable: true,
    act: async (page) => {
      await button(page, 'Continue with Wonderland').click();
      await page.getByLabel('Account').waitFor();
    },
  },
};

// As they are shown, but what starts a sign-in comes after sign-out, and what leaves other cookies than the session comes last.
const last: FlowId[] = ['sign-out', 'connectors', 'failures', 'account', 'link-an-account', 'step-up'];
const walk = [...flowIds.filter((id) => !last.includes(id)), ...last];

type Servers = Awaited<ReturnType<typeof startServers>>;

const clearRequests = async ({ control, recorded }: Servers) => {
  recorded.toApp.length = 0;
  recorded.toApi.length = 0;
  await control.clearRequests();
};

/** A request to Logto, or Logto's own, in the form of the figures. */
const fromLog = (logged: LoggedRequest): Timed => {
  const { time, fromLogto, method, endpoint, grant, resource, organization, status } = logged;
  if (fromLogto) {
    return { time, from: 'logto', to: 'app', request: `${method} ${new URL(endpoint).pathname}`, status };
  }
  return {
    time,
    from: /^\/oidc\/(auth|session)/.test(endpoint) ? 'browser' : 'app',
    to: 'logto',
    request: `${method} ${endpoint}`,
    ...(grant && { grant }),
    ...(grant && resource && { resource }),
    ...(organization && { organization: true as const }),
    status,
  };
};

/** The requests since the last call of `clearRequests`, in the order in which they arrived. */
const readRequests = async ({ control, recorded }: Servers): Promise<SentRequest[]> => {
  const passed = (requests: PassedRequest[], from: 'browser' | 'app', to: 'app' | 'api') =>
    requests.map(
      ({ time, method, path, status }): Timed => ({ time, from, to, request: `${method} ${path}`, status }),
    );
  const all = [
    ...passed(recorded.toApp, 'browser', 'app'),
    ...(await control.requests()).toReversed().map(fromLog),
    ...passed(recorded.toApi, 'app', 'api'),
  ];
  return all.sort((one, other) => one.time - other.time).map(({ time: _, ...request }) => request);
};

/** The names of cookies. The session's is last, because its pattern also matches others: in the Next.js apps, `logto_APPID`. */
const cookieNames: [RegExp, CookieKind][] = [
  [/-attempt$/, 'sign-in attempt'],
  [/^logto_page$/, 'page to return to'],
  [/^logto_organization_/, 'last organization'],
  [/^logto_(confirmation|linking|phone)_/, 'account step'],
  [/^logto[-_]/, 'session'],
];

/** The bytes of the app's cookies. Cookies ignore ports, so skip those of Logto and the social provider, which begin with `_`. */
const cookieBytes = async (context: BrowserContext): Promise<Partial<Record<CookieKind, number>>> => {
  const bytes: Partial<Record<CookieKind, number>> = {};
  for (const { name, value } of await context.cookies()) {
    // Tabs take turns to start sign-in, with cookies that last for three seconds.
    if (/^(_|logto_turn_)/.test(name)) continue;
    const [, kind] = cookieNames.find(([pattern]) => pattern.test(name)) ?? [];
    if (!kind) throw new Error(`The cookie ${name} is unknown: add it to cookieNames`);
    bytes[kind] = (bytes[kind] ?? 0) + Buffer.byteLength(`${name}=${value}`);
  }
  return bytes;
};

type CookieBytes = Awaited<ReturnType<typeof cookieBytes>>;

const cookieChanges = (before: CookieBytes, after: CookieBytes): FlowFigures['cookies'] =>
  Object.fromEntries(
    cookieKinds
      .filter((kind) => before[kind] || after[kind])
      .map((kind) => [kind, { before: before[kind] ?? 0, after: after[kind] ?? 0 }]),
  );

const scriptBytes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const sizes = performance
      .getEntriesByType('resource')
      .map((entry) =>
        entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name)
          ? entry.encodedBodySize
          : 0,
      );
    return sizes.reduce((sum, size) => sum + size, 0);
  });

/** Waits until the page's scripts have rendered it and are idle, and until their requests have been answered. */
const rest = async (page: Page, { settled }: Servers) => {
  if (!scriptless.has(page.context()))
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
    );
  await settled();
};

const visit = async ({ start, isOutage, act }: MeasuredFlow, page: Page, servers: Servers) => {
  const { control, warmUp } = servers;
  await start?.(page);
  await rest(page, servers);
  await warmUp();
  if (isOutage) await control.setFaults({ serverError: true, only: '/oidc/token' });
  const before = { cookies: await cookieBytes(page.context()), scripts: await scriptBytes(page) };
  await clearRequests(servers);
  try {
    await act(page);
    await rest(page, servers);
    return { before, requests: await readRequests(servers) };
  } finally {
    await control.behave();
  }
};

/** Whether a visitor without scripts can also do it. */
const works = async (flow: MeasuredFlow, page: Page, servers: Servers): Promise<boolean> => {
  try {
    await visit(flow, page, servers);
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
};

const readSession = async (page: Page): Promise<AppFigures['session']> => {
  const text = await page.getByRole('main').textContent();
  // In the browser, then on the server: the larger one is the session, the other its id or nothing.
  const sizes = [...(text ?? '').matchAll(/([\d,]+)(?: of [\d,]+)? bytes/g)].map(([, size = '']) =>
    Number(size.replaceAll(',', '')),
  );
  const rows = page.getByRole('table', { name: 'Cached access tokens' }).getByRole('rowheader');
  return { bytes: Math.max(...sizes), tokens: await rows.count() };
};

/** Does everything once with scripts and once without. */
const measureApp = async (app: AppName, browser: Browser): Promise<AppFigures> => {
  const servers = await startServers(app);
  const { url, logto, end } = servers;
  const openPage = async (javaScriptEnabled: boolean) => {
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled });
    context.setDefaultTimeout(patience);
    if (!javaScriptEnabled) scriptless.add(context);
    return context.newPage();
  };

  const page = await openPage(true);
  const measured: [FlowId, Omit<FlowFigures, 'again' | 'withoutScripts'>][] = [];
  const again = new Map<FlowId, number>();
  const repeat = async (id: FlowId, inPage: Page) => {
    const { requests } = await visit(flows[id], inPage, servers);
    again.set(id, countToLogto(requests));
  };
  let session = { bytes: 0, tokens: 0 };
  for (const id of walk) {
    const flow = flows[id];
    const { before, requests } = await visit(flow, page, servers).catch((cause: unknown) => {
      throw new Error(`${app}, ${id}: ${cause}`, { cause });
    });
    const cookies = cookieChanges(before.cookies, await cookieBytes(page.context()));
    const scripts = flow.start ? before.scripts : await scriptBytes(page);
    if (flow.isRepeatable === true) await repeat(id, page);
    if (id === 'session') session = await readSession(page);
    measured.push([id, { requests, cookies, scripts }]);
  }

  const another = await openPage(true);
  for (const id of flowIds) if (flows[id].isRepeatable === 'in another browser') await repeat(id, another);
  await startSignIn(another);
  await finishSignIn(another);
  await another.goto(`${logto}/oidc/session/end`);
  await another.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await another.goto('/');
  const endsFromLogto = await button(another, 'Sign in').isVisible();

  const withoutScriptsPage = await openPage(false);
  const withoutScripts = new Map<FlowId, boolean>();
  for (const id of walk) withoutScripts.set(id, await works(flows[id], withoutScriptsPage, servers));
  await end();

  const entries = measured.map(([id, flow]) => [
    id,
    { ...flow, again: again.get(id), withoutScripts: withoutScripts.get(id) },
  ]);
  return appFigures.parse({ flows: Object.fromEntries(entries), session, endsFromLogto });
};

/** The packages whose versions the figures depend on. */
const packages = {
  'next-pages': ['@logto/next', 'next', 'react'],
  express: ['@logto/express', '@logto/node', 'express', 'express-session'],
};

const readVersions = () =>
  Object.entries(packages).flatMap(([app, names]) =>
    names.map((name): [string, string] => {
      const file = new URL(`../../../apps/${app}/node_modules/${name}/package.json`, import.meta.url);
      return [name, JSON.parse(readFileSync(file, 'utf8')).version];
    }),
  );

/**
 * Runs each flow as alice in each app, with local Logto, the API and the apps on ports of their own. The apps must be built.
 *
 * @param report Receives a message before the first flow.
 * @throws If a flow does not work with scripts on, or a port is taken.
 */
export const measure = async (report: (message: string) => void): Promise<Figures> => {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    report('Measuring. Each app will log one failure of Logto, which is expected');
    const apps = await Promise.all(
      appNames.map(async (app): Promise<[AppName, AppFigures]> => [app, await measureApp(app, browser)]),
    );
    const versions = { ...Object.fromEntries(readVersions()), chromium: browser.version() };
    return figures.parse({
      date: new Date().toISOString().slice(0, 10),
      versions,
      apps: Object.fromEntries(apps),
    });
  } finally {
    await browser.close();
  }
};
