import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';
import { type Faults, withClock } from '../control/faults.ts';
import { idOf } from '../directory.ts';
import type { LocalLogto } from '../local-logto.ts';
import { accountDirectives } from './account-directives.ts';
import { describeCookie, differingPaths, fill, matchText, type Values } from './comparison.ts';
import { connectorDirectives } from './connector-directives.ts';
import { machineDirectives } from './machine-directives.ts';
import { publicDirectives } from './public-directives.ts';
import type { Receiver } from './receiver.ts';
import { application, credentialsOf, recordedTenant } from './recorded-tenant.ts';
import { type Exchange, parseRecording } from './recording.ts';
import { sessionDirectives } from './session-directives.ts';
import {
  authorizeRequest,
  basic,
  challengeOf,
  decode,
  openBrowser,
  reachCallback,
  requestToken,
} from './sign-in-flow.ts';

const indicators = Object.fromEntries(
  recordedTenant.resources.map(({ name, indicator }) => [name.toLowerCase(), indicator]),
);
const scope =
  'openid offline_access profile email phone custom_data identities urn:logto:scope:organizations urn:logto:scope:organization_roles read write';

const ids: Array<[string, string]> = [
  ...recordedTenant.users.map(({ username }): [string, string] => [username, idOf('user', username)]),
  ...recordedTenant.organizations.map(({ name }): [string, string] => [
    name.toLowerCase(),
    idOf('organization', name),
  ]),
];

/** Does what happens between two recorded exchanges, or compares what follows them. */
export type Directive = (play: Play, words: string[]) => Promise<void>;

/** The state of a recording while it is played. */
export type Play = {
  endpoint: string;
  browser: Browser;
  values: Values;
  /** The address of the latest page. */
  path: string;
  page?: Page;
  /** The app that logout tokens are posted to. */
  receiver: Receiver | undefined;
  /** Those of the server, so that times are compared by its clock. */
  faults: Faults;
  differences: string[];
};

const authorizations: Record<string, string> = {
  'Basic <client:secret>': basic(application.id, application.secret),
  'Basic <client:wrong>': basic(application.id, 'wrong'),
  'Basic <nosuchclient:secret>': basic('nosuchclient', application.secret),
};

const send = async (play: Play, exchange: Exchange): Promise<Page> => {
  const { browser, values, page } = play;
  const headers = exchange.headers.map(([name, value]) => [
    name,
    authorizations[value] ?? fill(value, values),
  ]);
  const hiddenInputs = exchange.form === '<form>' && page && load(page.body)('form').serialize();
  const form = hiddenInputs || exchange.form;
  const body = form === undefined ? undefined : fill(form, values);
  const isJson = exchange.headers.some(([, value]) => value === 'application/json');
  return browser.send(fill(exchange.path, values), {
    method: exchange.method,
    headers: Object.fromEntries(headers),
    body: body === undefined || isJson ? body : new URLSearchParams(body),
  });
};

/** Compared even if they are absent from the recorded answer. */
const decisiveHeaders = [
  'cache-control',
  'content-type',
  'access-control-allow-origin',
  'access-control-expose-headers',
];

const cookieHeaders = ({ headers }: Page): string[] => headers.getSetCookie().map(describeCookie);

const playExchange = async (play: Play, exchange: Exchange): Promise<void> => {
  const { values } = play;
  const answer = await send(play, exchange);
  play.page = answer;
  if (answer.status === 200) play.path = exchange.path;
  const differs = (what: string): void => {
    play.differences.push(`${exchange.label}: ${what}`);
  };

  if (answer.status !== exchange.status) return differs(`status ${answer.status}, not ${exchange.status}`);
  const cookies = exchange.answerHeaders.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
  const actual = cookieHeaders(answer);
  if (
    exchange.hasAllHeaders &&
    (cookies.length !== actual.length ||
      !cookies.every((cookie, index) => matchText(cookie, actual[index] ?? '', values)))
  ) {
    differs(`cookies ${JSON.stringify(actual)}`);
  }
  const decisive = exchange.hasAllHeaders ? decisiveHeaders : [];
  const absent = decisive.filter((name) => !exchange.answerHeaders.some(([sent]) => sent === name));
  for (const [name, value] of [
    ...exchange.answerHeaders,
    ...absent.map((name): [string, string] => [name, '']),
  ]) {
    if (name === 'set-cookie') continue;
    const sent = answer.headers.get(name) ?? '';
    if (!matchText(value, sent, values)) differs(`${name} ${sent}`);
  }
  if (exchange.body === undefined) return;
  const isJson = answer.headers.get('content-type')?.includes('json');
  const body: unknown = isJson ? JSON.parse(answer.body) : answer.body;
  for (const path of differingPaths(exchange.body, body, values)) differs(`body${path}`);
  for (const [key, expected] of exchange.tokens) {
    const token: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
    if (typeof token !== 'string') differs(`no ${key}`);
    else for (const path of differingPaths(expected, decode(token), values)) differs(`${key}${path}`);
  }
};

const signIn = async (play: Play, username: string | undefined, names: string[]): Promise<void> => {
  const { values } = play;
  play.browser = openBrowser(play.endpoint);
  const resources = (names.length > 0 ? names : Object.keys(indicators)).map(
    (name) => indicators[name] ?? name,
  );
  const request = authorizeRequest(application, scope, resources);
  const callback = await reachCallback(play.browser, request, credentialsOf(username));
  values.set('code', callback.searchParams.get('code') ?? '');
  values.set('right-verifier', request.verifier);
  values.set('challenge', challengeOf(request.verifier));
};

const fetchTokens = async ({ browser, values }: Play): Promise<void> => {
  const token = async (form: Record<string, string>) => {
    const { json } = await requestToken(browser, application, form);
    return (key: string): string => String(json[key]);
  };
  const issued = await token({
    grant_type: 'authorization_code',
    code: fill('<code>', values),
    redirect_uri: application.redirectUris[0] ?? '',
    code_verifier: fill('<right-verifier>', values),
  });
  values.set('access', issued('access_token'));
  values.set('refresh', issued('refresh_token'));
  values.set('id', issued('id_token'));
  const resource = indicators.shopping ?? '';
  const refreshed = await token({
    grant_type: 'refresh_token',
    refresh_token: issued('refresh_token'),
    resource,
  });
  values.set('jwt-access', refreshed('access_token'));
};

/** The state after a sign-out: whether the next sign-in shows a page, and whether the tokens still work. */
const afterwards = async ({ browser, values }: Play): Promise<string[]> => {
  const { parameters } = authorizeRequest(application, scope);
  const authorize = await browser.open(`/oidc/auth?${parameters}`);
  const refresh = await requestToken(browser, application, {
    grant_type: 'refresh_token',
    refresh_token: fill('<refresh>', values),
  });
  const userinfo = await browser.send('/oidc/me', {
    headers: { authorization: fill('Bearer <access>', values) },
  });
  const isSignedOut = authorize.location?.startsWith('/sign-in');
  return [
    isSignedOut ? 'signed-out' : 'signed-in',
    `refresh=${refresh.status}`,
    `userinfo=${userinfo.status}`,
  ];
};

const directives: Record<string, Directive> = {
  ...accountDirectives,
  ...connectorDirectives,
  ...machineDirectives,
  ...publicDirectives,
  ...sessionDirectives,
  /** Continues in a new browser. */
  browser: async (play) => {
    play.browser = openBrowser(play.endpoint);
  },
  /** Signs in up to the callback in a new browser, for the named resources or all of them. */
  code: (play, [username, ...resources]) => signIn(play, username, resources),
  /** Signs in like `code`, and exchanges the code. */
  tokens: async (play, [username, ...resources]) => {
    await signIn(play, username, resources);
    await fetchTokens(play);
  },
  /** Submits the sign-in form of the latest page. */
  submit: async (play, [username]) => {
    await play.browser.post(play.path, credentialsOf(username));
  },
  /** Compares the state after a sign-out. */
  afterwards: async (play, words) => {
    const actual = await afterwards(play);
    if (actual.join() !== words.join()) play.differences.push(`${play.path}: afterwards ${actual.join(' ')}`);
  },
};

/**
 * Replays a recording of a real Logto against the local one.
 *
 * @param file The name of the recording, without `.http`.
 * @param receiver The app that logout tokens are posted to, if the recording has one.
 * @returns One line for each difference: the recording, the exchange, and what differs.
 */
export const playRecording = async (
  file: string,
  { endpoint }: LocalLogto,
  receiver?: Receiver,
): Promise<string[]> => {
  const text = readFileSync(new URL(`recordings/${file}.http`, import.meta.url), 'utf8');
  const values: Values = new Map([
    ['endpoint', endpoint],
    ['endpoint%', encodeURIComponent(endpoint)],
    ['challenge', challengeOf('a-verifier-of-43-characters-or-more--------')],
    ['right-verifier', 'a-verifier-of-43-characters-or-more--------'],
    ['wrong-verifier', 'another-verifier-of-43-characters-or-more--'],
    ...ids,
  ]);
  const play: Play = {
    endpoint,
    browser: openBrowser(endpoint),
    values,
    path: '/',
    receiver,
    faults: {},
    differences: [],
  };
  for (const step of parseRecording(text)) {
    if ('directive' in step) await directives[step.directive]?.(play, step.words);
    else await withClock(play.faults, () => playExchange(play, step));
  }
  return play.differences.map((difference) => `${file}: ${difference.replaceAll(endpoint, '<endpoint>')}`);
};

/** The named inputs (name, type, autocomplete) and the button of each screen of the recorded Logto. */
const recordedScreens = new Map([
  [
    '/sign-in',
    { inputs: ['identifier:text:username', 'password:password:current-password'], button: 'Sign in' },
  ],
  ['/register', { inputs: ['identifier:text:off'], button: 'Create account' }],
  [
    '/register/password',
    {
      inputs: [
        'newPassword:password:new-password',
        'confirmPassword:password:new-password',
        'toggle-password:checkbox:',
      ],
      button: 'Save password',
    },
  ],
]);

/** Compares the named inputs and the button of each screen with those of the recorded Logto. */
export const compareScreens = async ({ endpoint }: LocalLogto): Promise<string[]> => {
  const browser = openBrowser(endpoint);
  await browser.open(`/oidc/auth?${authorizeRequest(application, scope).parameters}`);
  await browser.post('/register', { identifier: 'somebody' });
  const differences: string[] = [];
  for (const [path, recorded] of recordedScreens) {
    const $ = load((await browser.open(path)).body);
    const inputs = $('input[name]')
      .toArray()
      .map(({ attribs: { name, type, autocomplete } }) => `${name}:${type}:${autocomplete}`);
    const buttons = $('button[type="submit"]')
      .toArray()
      .map((element) => $(element).text());
    for (const input of recorded.inputs) {
      if (!inputs.includes(input)) differences.push(`screens: ${path}: no ${input}`);
    }
    for (const input of inputs) {
      if (!recorded.inputs.includes(input)) differences.push(`screens: ${path}: ${input}`);
    }
    if (!buttons.includes(recorded.button))
      differences.push(`screens: ${path}: no button ${recorded.button}`);
    for (const button of buttons) {
      if (button !== recorded.button) differences.push(`screens: ${path}: button ${button}`);
    }
  }
  return differences;
};
