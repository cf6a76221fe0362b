import { type Browser, hasButton, openBrowser, type Page } from '@repo/scriptless-browser';
import type { Tenant } from '@repo/tenant';
import { z } from 'zod';
import type { LoggedRequest, RequestLog } from './request-log.ts';

export type VisitContext = { endpoint: string; tenant: Tenant; log: RequestLog };

const fields = z.record(z.string(), z.string());

const step = z.union([
  z.strictObject({ open: z.string() }).describe('Opens an address of the app.'),
  z.strictObject({ follow: z.string() }).describe('Follows a link of the page.'),
  z.strictObject({ press: z.string(), fields: fields.optional() }).describe('Fills in and submits a form.'),
  z.strictObject({ post: z.string(), json: fields }).describe('Sends JSON, as a script of the page does.'),
  z
    .strictObject({ signInAs: z.string() })
    .describe("Fills in Logto's sign-in with the username and password."),
]);

const visitSchema = z.strictObject({
  /** The id of the application to visit. */
  app: z.string(),
  /** What the visitor does first, of which nothing is reported. */
  before: z.array(step).max(20).default([]),
  steps: z.array(step).min(1).max(20),
});

type Step = z.output<typeof step>;
type Visit = z.output<typeof visitSchema>;

/** What a visit reports: a request of the visitor to the app, one in Logto's log, or why it ended early. */
type Report =
  | { toApp: { time: number; method: string; endpoint: string } }
  | { toLogto: LoggedRequest }
  | { problem: string };

/** Where an application listens, if one of its redirect URIs says so. */
const originOf = ({ applications }: Tenant, id: string): string | undefined => {
  const uris = applications.find((application) => application.id === id)?.redirectUris ?? [];
  const uri = uris.find((candidate) => /^https?:\/\/[^*/]+\//.test(candidate));
  return uri && new URL(uri).origin;
};

/** Returns the visit that a request orders, or what is wrong with it. */
export const readVisit = (input: unknown, tenant: Tenant): Visit | string => {
  const { success, data, error } = visitSchema.safeParse(input);
  if (!success) return z.prettifyError(error);
  if (!originOf(tenant, data.app))
    return `There is no application "${data.app.slice(0, 40)}" with an address.`;
  const names = [...data.before, ...data.steps].flatMap((one) => ('signInAs' in one ? [one.signInAs] : []));
  const unknown = names.find((name) => !tenant.users.some(({ username }) => username === name));
  return unknown === undefined ? data : `There is no user "${unknown.slice(0, 40)}".`;
};

/** Takes one step from a page, and follows redirects. */
const take = async (browser: Browser, page: Page | undefined, taken: Step, tenant: Tenant): Promise<Page> => {
  const land = async (first: Page): Promise<Page> => {
    let current = first;
    for (let hops = 0; current.location; hops += 1) {
      if (hops === 30) throw new Error(`${current.url} redirects without end`);
      current = await browser.open(new URL(current.location, current.url).href);
    }
    return current;
  };

  if ('open' in taken) return land(await browser.open(taken.open));
  if (!page) throw new Error('Open a page first');
  if ('follow' in taken) return land(await browser.follow(page, taken.follow));
  if ('press' in taken) return land(await browser.press(page, taken.press, taken.fields));
  if ('post' in taken) {
    const headers = { 'content-type': 'application/json', origin: new URL(page.url).origin };
    await browser.send(taken.post, { method: 'POST', headers, body: JSON.stringify(taken.json) });
    return page;
  }
  const { username, password } = tenant.users.find((user) => user.username === taken.signInAs) ?? {};
  const form = { identifier: username ?? '', password: password ?? '' };
  const next = await land(await browser.press(page, 'Sign in', form));
  // If it also signs in by codes, it asks for the password on a second page.
  return hasButton(next, 'Continue') ? land(await browser.press(next, 'Continue', form)) : next;
};

/**
 * Visits an app with a browser that has no scripts and no cookies, and sends its requests, and those to Logto, as they arrive.
 * Requests to Logto that name no application, such as those for its keys, are sent whatever app they come from.
 *
 * @param send Receives a `Report` for each request, or one that says why the visit could not go on.
 */
export const visit = async (
  { app, before, steps }: Visit,
  { endpoint, tenant, log }: VisitContext,
  send: (report: Report) => void,
  signal: AbortSignal,
): Promise<void> => {
  const origin = originOf(tenant, app) ?? '';
  let isReported = false;
  const browser = openBrowser(origin, 'manual', 10_000, (url, method) => {
    if (signal.aborted) throw new Error('The visit was ended');
    if (url.origin !== origin && url.origin !== endpoint)
      throw new Error(`${url.origin} is neither the app nor Logto`);
    if (isReported && url.origin === origin)
      send({ toApp: { time: Date.now(), method, endpoint: url.pathname } });
  });
  const unfollow = log.follow((entry) => {
    if (isReported && (entry.app === app || !entry.app)) send({ toLogto: entry });
  });
  try {
    let page: Page | undefined;
    for (const one of before) page = await take(browser, page, one, tenant);
    isReported = true;
    for (const one of steps) page = await take(browser, page, one, tenant);
    if (page && page.status >= 500) send({ problem: `${page.url} answers ${page.status}` });
  } catch (error) {
    // `fetch` says only that it failed, and its cause why.
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    send({ problem: cause ? `${origin} does not answer` : message });
  } finally {
    unfollow();
  }
};
