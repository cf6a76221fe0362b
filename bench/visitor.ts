import { users } from '@repo/config';
import { type Browser, openBrowser } from '@repo/scriptless-browser';
import { load } from 'cheerio';
import { type Request, send, textOf } from './http.ts';
import { baseUrlOf, type Integration } from './integrations.ts';

/** Signs a user in with a new browser. Returns how long it took from the button to the first page. */
export const signIn = async (integration: Integration, user: 'alice' | 'carol') => {
  const { signIn: start } = integration;
  if (!start) throw new Error(`${integration.name} has no sign-in`);

  const { username, password, name } = users[user];
  const browser = openBrowser(baseUrlOf(integration));
  const page = start.button && (await browser.open(start.path));
  const startedAt = performance.now();
  const form = await (page ? browser.press(page, start.button ?? '') : browser.open(start.path));
  const first = await browser.press(form, 'Sign in', { identifier: username, password });
  const milliseconds = performance.now() - startedAt;
  if (first.status !== 200) throw new Error(`${first.url} answered ${first.status}:\n${first.body}`);

  const home = await browser.open(integration.home);
  if (!home.body.includes(name)) throw new Error(`${home.url} does not greet ${name}:\n${home.body}`);
  return { browser, milliseconds };
};

/** The `Cookie` header for an integration. Cookies ignore ports, so the browser has those of Logto for it, too. */
export const cookiesOf = async (browser: Browser, integration: Integration): Promise<string> => {
  const cookies = await browser.jar.getCookies(baseUrlOf(integration));
  const own = cookies.filter(({ key }) => !/^_(logto|session|interaction)/.test(key));
  return own.map((cookie) => cookie.cookieString()).join('; ');
};

/** The request that opens a path, from a visitor or from a browser that nobody has used. */
export const viewOf = async (integration: Integration, path: string, browser?: Browser): Promise<Request> => {
  const cookie = browser && (await cookiesOf(browser, integration));
  return {
    url: `${baseUrlOf(integration)}${path}`,
    method: 'GET',
    headers: { ...(cookie && { cookie }), 'accept-encoding': 'gzip' },
  };
};

/** The request of the button that calls an API. */
export const callOf = async (integration: Integration, browser: Browser): Promise<Request> => {
  const { apiCall } = integration;
  if (!apiCall) throw new Error(`${integration.name} calls no API`);

  const post = async (path: string, body: BodyInit): Promise<Request> => {
    const { url, headers } = await viewOf(integration, path, browser);
    // `Response` serializes a form as a browser does.
    const serialized = new Response(body);
    const type = 'route' in apiCall ? 'application/json' : (serialized.headers.get('content-type') ?? '');
    return {
      url,
      method: 'POST',
      headers: { ...headers, origin: baseUrlOf(integration), 'content-type': type },
      body: Buffer.from(await serialized.arrayBuffer()),
    };
  };
  if ('route' in apiCall) return post(apiCall.route, JSON.stringify(apiCall.json));

  const page = await browser.open(apiCall.page);
  const $ = load(page.body, { scriptingEnabled: false });
  const form = $('button')
    .filter((_index, button) => $(button).text() === apiCall.button)
    .closest('form');
  if (form.length === 0) throw new Error(`${page.url} (${page.status}) has no button "${apiCall.button}"`);
  const fields = form.attr('enctype') === 'multipart/form-data' ? new FormData() : new URLSearchParams();
  for (const { name, value } of form.serializeArray()) fields.append(name, value);
  return post(form.attr('action') || apiCall.page, fields);
};

/** Presses the button that calls an API, and keeps the cookies. Throws unless the API has answered 200. */
export const callApi = async (integration: Integration, browser: Browser): Promise<void> => {
  const request = await callOf(integration, browser);
  const answer = await send(request);
  const text = textOf(answer);
  if (!/200 OK|"status":200/.test(text))
    throw new Error(`${request.url} answered ${answer.status}:\n${text}`);
  for (const cookie of answer.headers['set-cookie'] ?? []) await browser.jar.setCookie(cookie, request.url);
};
