import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, errors, type Page } from '@playwright/test';
import { type AppName, appNames, users } from '@repo/config';
import type { ControlClient } from '@repo/local-logto/control';
import { findBrowser } from '../../../e2e/browser.mjs';
import { fillSignInForm, signInTitle } from '../../../e2e/support/visitor.ts';
import {
  type AppFigures,
  appFigures,
  type Figures,
  type FlowFigures,
  figures,
  type LogtoRequest,
} from './figures.ts';
import { type FlowId, flowIds } from './flow-ids.ts';
import { startServers } from './servers.ts';

/** Nothing takes longer, unless it needs scripts that are off. */
const patience = 10_000;

/** What the visitor does, until the result is there. */
type Step = (page: Page) => Promise<unknown>;

type MeasuredFlow = {
  /** The page that the visitor is on before. Opening it is not part of the flow. */
  page?: string;
  /** Whether Logto issues no tokens meanwhile. */
  isOutage?: true;
  /** Whether the visitor can do it again at once. */
  isRepeatable?: true;
  act: Step;
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const open =
  (path: string, title: string): Step =>
  async (page) => {
    await page.goto(path);
    await heading(page, title).waitFor();
  };

const call =
  (panel: string, name: string): Step =>
  async (page) => {
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      button(page, name).click(),
    ]);
    await page.getByRole('region', { name: panel, exact: true }).getByText('200 OK').waitFor();
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

/** What alice does in an app that has just started. */
const flows: Record<FlowId, MeasuredFlow> = {
  configure: { act: async (page) => page.goto('/') },
  'sign-in': { page: '/', act: startSignIn },
  callback: { act: finishSignIn },
  'who-is-signed-in': { act: open('/', 'Hello, Alice Liddell'), isRepeatable: true },
  'protect-a-page': { act: open('/claims', 'Claims'), isRepeatable: true },
  userinfo: { act: open('/userinfo', 'Userinfo'), isRepeatable: true },
  'api-token': {
    page: '/resources',
    act: call('Shopping API', 'Read from Shopping API'),
    isRepeatable: true,
  },
  'organization-token': { page: '/organizations', act: call('Acme', 'Members of Acme'), isRepeatable: true },
  session: { act: open('/session', 'Session'), isRepeatable: true },
  failures: {
    page: '/',
    isOutage: true,
    act: async (page) => {
      await startSignIn(page);
      await fillSignInForm(page, users.alice);
      await heading(page, 'The service cannot be reached').waitFor();
    },
  },
  'sign-out': { page: '/', act: signOut },
  connectors: {
    page: '/',
    act: async (page) => {
      await button(page, 'Continue with Wonderland').click();
      await page.getByLabel('Account').waitFor();
    },
  },
};

// As they are shown, but what starts a sign-in comes after sign-out.
const last = ['connectors', 'failures'] as const satisfies FlowId[];
const walk = [...flowIds.filter((id) => !last.some((other) => other === id)), ...last];

/** The requests since the log was cleared, in the order in which they arrived. */
const readRequests = async (control: ControlClient): Promise<LogtoRequest[]> => {
  const logged = (await control.requests()).filter(({ fromLogto }) => !fromLogto).toReversed();
  return logged
    .sort((one, other) => one.time - other.time)
    .map(({ method, endpoint, grant, resource, organization, status }) => ({
      from: /^\/oidc\/(auth|session)/.test(endpoint) ? 'browser' : 'app',
      request: `${method} ${endpoint}`,
      ...(grant && { grant }),
      ...(grant && resource && { resource }),
      ...(organization && { organization: true as const }),
      status,
    }));
};

/** The bytes of the app's cookies. Cookies ignore ports, so the browser also sends Logto's. */
const cookieBytes = async (context: BrowserContext): Promise<number> => {
  const cookies = (await context.cookies()).filter(({ name }) => !/^_(logto|session|interaction)/.test(name));
  return Buffer.byteLength(cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
};

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

const visit = async ({ page: path, isOutage, act }: MeasuredFlow, page: Page, control: ControlClient) => {
  if (path) await page.goto(path);
  if (isOutage) await control.setFaults({ serverError: true, only: '/oidc/token' });
  const before = { cookie: await cookieBytes(page.context()), scripts: await scriptBytes(page) };
  await control.clearRequests();
  try {
    await act(page);
    return { before, requests: await readRequests(control) };
  } finally {
    await control.behave();
  }
};

/** Whether a visitor without scripts can also do it. */
const works = async (flow: MeasuredFlow, page: Page, control: ControlClient): Promise<boolean> => {
  try {
    await visit(flow, page, control);
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
};

const readSession = async (page: Page): Promise<AppFigures['session']> => {
  const text = await page.getByRole('main').textContent();
  const [, bytes = ''] = /([\d,]+)(?: of [\d,]+)? bytes/.exec(text ?? '') ?? [];
  const rows = page.getByRole('table', { name: 'Cached access tokens' }).getByRole('rowheader');
  return { bytes: Number(bytes.replaceAll(',', '')), tokens: await rows.count() };
};

/** Does everything once with scripts and once without. Takes less than a minute, for which the API keeps Logto's keys. */
const measureApp = async (app: AppName, browser: Browser): Promise<AppFigures> => {
  const { url, logto, control, end } = await startServers(app);
  const openPage = async (javaScriptEnabled: boolean) => {
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled });
    context.setDefaultTimeout(patience);
    return context.newPage();
  };

  const page = await openPage(true);
  const measured: [FlowId, Omit<FlowFigures, 'withoutScripts'>][] = [];
  let session = { bytes: 0, tokens: 0 };
  for (const id of walk) {
    const flow = flows[id];
    const { before, requests } = await visit(flow, page, control).catch((cause: unknown) => {
      throw new Error(`${app}, ${id}: ${cause}`, { cause });
    });
    const after = await cookieBytes(page.context());
    const scripts = flow.page ? before.scripts : await scriptBytes(page);
    const again = flow.isRepeatable && (await visit({ act: flow.act }, page, control)).requests.length;
    if (id === 'session') session = await readSession(page);
    measured.push([id, { requests, again, cookie: { before: before.cookie, after }, scripts }]);
  }

  const another = await openPage(true);
  await another.goto('/');
  await control.clearRequests();
  await startSignIn(another);
  await finishSignIn(another);
  const laterSignIn = (await readRequests(control)).length;
  await another.goto(`${logto}/oidc/session/end`);
  await another.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await another.goto('/');
  const endsFromLogto = await button(another, 'Sign in').isVisible();

  const scriptless = await openPage(false);
  const withoutScripts = new Map<FlowId, boolean>();
  for (const id of walk) withoutScripts.set(id, await works(flows[id], scriptless, control));
  await end();

  const entries = measured.map(([id, flow]) => [id, { ...flow, withoutScripts: withoutScripts.get(id) }]);
  return appFigures.parse({ flows: Object.fromEntries(entries), session, laterSignIn, endsFromLogto });
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
 * @param report Receives a message before each app.
 * @throws If a flow does not work with scripts on, or a port is taken.
 */
export const measure = async (report: (message: string) => void): Promise<Figures> => {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const apps: [AppName, AppFigures][] = [];
    for (const app of appNames) {
      report(`Measuring ${app}, which logs a failure of Logto that belongs to it`);
      apps.push([app, await measureApp(app, browser)]);
    }
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
