import { createHash, randomBytes } from 'node:crypto';
import { type Browser, openBrowser as openScriptlessBrowser, type Page } from '@repo/scriptless-browser';
import type { Application } from '@repo/tenant';

/** What a test needs to know of an application that users sign in to. */
type Client = Pick<Application, 'id' | 'secret' | 'redirectUris'>;

export type Credentials = { identifier: string; password: string };

/** The start of a sign-in: the application, its request, and the code verifier (RFC 7636). */
export type AuthorizeRequest = { application: Client; verifier: string; parameters: URLSearchParams };

export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** The request with which Logto's SDKs start a sign-in. */
export const authorizeRequest = (
  application: Client,
  scope: string,
  resources: string[] = [],
  extra: Record<string, string> = {},
): AuthorizeRequest => {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: application.id,
    redirect_uri: application.redirectUris[0] ?? '',
    response_type: 'code',
    scope,
    state: randomBytes(16).toString('base64url'),
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    prompt: 'consent',
    ...extra,
  });
  for (const resource of resources) parameters.append('resource', resource);
  return { application, verifier, parameters };
};

/** Opens a browser that shows every redirect. */
export const openBrowser = (endpoint: string): Browser => openScriptlessBrowser(endpoint, 'manual');

/** Follows redirects while they stay on the server. Returns all answers. */
export const follow = async (browser: Browser, address: string): Promise<Page[]> => {
  const page = await browser.open(address);
  const next = page.location && new URL(page.location, page.url);
  if (!next || next.origin !== new URL(page.url).origin) return [page];
  return [page, ...(await follow(browser, next.href))];
};

/** Follows redirects from a page while they stay on the server. Returns the last page. */
export const settle = async (browser: Browser, page: Page): Promise<Page> =>
  page.location && new URL(page.location, page.url).origin === new URL(page.url).origin
    ? ((await follow(browser, new URL(page.location, page.url).href)).at(-1) ?? page)
    : page;

/** Signs in up to the app's callback. Fills in the form if one is shown. Returns the callback's address. */
export const reachCallback = async (
  browser: Browser,
  { parameters }: AuthorizeRequest,
  credentials: Credentials,
): Promise<URL> => {
  let hops = await follow(browser, `/oidc/auth?${parameters}`);
  const [first] = hops;
  if (hops.at(-1)?.status === 200 && first?.location) {
    const submitted = await browser.post(first.location, credentials);
    if (!submitted.location) throw new Error(`The form was not accepted: ${submitted.status}`);
    hops = await follow(browser, submitted.location);
  }
  const last = hops.at(-1);
  if (!last?.location) throw new Error(`No callback: ${last?.status} ${last?.body}`);
  return new URL(last.location);
};

export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** An answer of the token endpoint with its JSON parsed. */
type TokenAnswer = Page & { json: Record<string, unknown> };

/** Requests tokens as Logto's SDKs do. An application without a secret names itself in the form. */
export const requestToken = async (
  browser: Browser,
  { id, secret }: Pick<Application, 'id' | 'secret'>,
  form: Record<string, string>,
): Promise<TokenAnswer> => {
  const answer = await browser.send('/oidc/token', {
    method: 'POST',
    headers: secret === undefined ? {} : { authorization: basic(id, secret) },
    body: new URLSearchParams(secret === undefined ? { ...form, client_id: id } : form),
  });
  return { ...answer, json: JSON.parse(answer.body) };
};

/** Exchanges the code of a callback for tokens. */
export const exchangeCode = (
  browser: Browser,
  { application, verifier }: AuthorizeRequest,
  callback: URL,
): Promise<TokenAnswer> =>
  requestToken(browser, application, {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: application.redirectUris[0] ?? '',
    code_verifier: verifier,
  });

/** Signs in with the given browser, or a new one, and returns the tokens. */
export const signIn = async (
  endpoint: string,
  request: AuthorizeRequest,
  credentials: Credentials,
  browser: Browser = openBrowser(endpoint),
) => {
  const callback = await reachCallback(browser, request, credentials);
  const { json } = await exchangeCode(browser, request, callback);
  const text = (key: string): string => {
    const value = json[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    browser,
    callback,
    json,
    access: text('access_token'),
    refresh: text('refresh_token'),
    id: text('id_token'),
  };
};

/** Decodes the header and payload of a signed token. Verifies nothing. */
export const decode = (
  token: string,
): { header: Record<string, unknown>; payload: Record<string, unknown> } => {
  const [header = '', payload = ''] = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), payload: JSON.parse(payload) };
};
