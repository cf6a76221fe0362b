import { createHash, randomBytes } from 'node:crypto';
import type { Application } from '@repo/config';
import { type Answer, type Browser, createBrowser } from './browser.ts';

export type Credentials = { identifier: string; password: string };

/** A sign-in to come: the application, what it asks for, and the proof key (RFC 7636). */
export type AuthorizeRequest = { application: Application; verifier: string; parameters: URLSearchParams };

export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** The request that Logto's SDKs begin a sign-in with. */
export const authorizeRequest = (
  application: Application,
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

/** Goes through a sign-in up to the app's callback, filling in the form if one is shown. */
export const reachCallback = async (
  browser: Browser,
  { parameters }: AuthorizeRequest,
  credentials: Credentials,
): Promise<URL> => {
  let hops = await browser.follow(`/oidc/auth?${parameters}`);
  const [first] = hops;
  if (hops.at(-1)?.status === 200 && first?.location) {
    const submitted = await browser.post(first.location, credentials);
    if (!submitted.location) throw new Error(`The form was not accepted: ${submitted.status}`);
    hops = await browser.follow(submitted.location);
  }
  const last = hops.at(-1);
  if (!last?.location) throw new Error(`No callback: ${last?.status} ${last?.body}`);
  return new URL(last.location);
};

export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** The answer of the token endpoint, its JSON parsed. */
export type TokenAnswer = Answer & { json: Record<string, unknown> };

/** Asks the token endpoint as Logto's SDKs do. */
export const requestToken = async (
  browser: Browser,
  { id, secret }: Application,
  form: Record<string, string>,
): Promise<TokenAnswer> => {
  const answer = await browser.send('/oidc/token', {
    method: 'POST',
    headers: { authorization: basic(id, secret) },
    body: new URLSearchParams(form),
  });
  return { ...answer, json: JSON.parse(answer.body) };
};

/** Exchanges the code of a callback. */
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

/** Signs in in a fresh browser, or in the given one, and gives the tokens. */
export const signIn = async (
  endpoint: string,
  request: AuthorizeRequest,
  credentials: Credentials,
  browser: Browser = createBrowser(endpoint),
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

/** The header and payload of a signed token. */
export const decode = (
  token: string,
): { header: Record<string, unknown>; payload: Record<string, unknown> } => {
  const [header = '', payload = ''] = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), payload: JSON.parse(payload) };
};
