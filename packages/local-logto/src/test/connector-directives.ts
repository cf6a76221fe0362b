import type { Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';
import { createControlClient } from '../control/control-client.ts';
import { differingPaths, matchText } from './comparison.ts';
import type { Directive, Play } from './player.ts';
import { connectedApplication } from './recorded-connected-tenant.ts';
import { requestToken, settle } from './sign-in-flow.ts';

/** The page that the browser shows, after redirects that the recording does not tell one by one. */
const currentPage = async (play: Play) => {
  if (!play.page) throw new Error('No page yet');
  play.page = await settle(play.browser, play.page);
  return play.page;
};

const press = async (play: Play, button: string, fields: Record<string, string> = {}): Promise<void> => {
  play.page = await play.browser.press(await currentPage(play), button, fields);
};

/** Splits the words after a directive at "|". */
const parts = (words: string[]): [first: string, ...rest: string[]] => {
  const [first = '', ...rest] = words.join(' ').split(' | ');
  return [first, ...rest];
};

const fieldsOf = (texts: string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => [text.split('=', 1)[0], text.slice(text.indexOf('=') + 1)]));

const differs = (play: Play, { url }: Page, what: string): void => {
  play.differences.push(`${new URL(url).pathname}: ${what}`);
};

/** What recordings of social and phone sign-in do and compare. */
export const connectorDirectives: Record<string, Directive> = {
  /** Presses a button, with fields filled in, and follows redirects: `press Continue | identifier=alice`. */
  press: async (play, words) => {
    const [button, ...fields] = parts(words);
    await press(play, button, fieldsOf(fields));
  },
  /** Compares the address that a button leads to. */
  leads: async (play, words) => {
    const [button, expected = ''] = parts(words);
    const page = await currentPage(play);
    const { location = '' } = await play.browser.press(page, button);
    if (!matchText(expected, location, play.values)) differs(play, page, `leads to ${location}`);
  },
  /** Signs in at the provider of the social connector. */
  provider: async (play, words) => {
    const [login, ...claims] = parts(words);
    await press(play, 'Continue', { login });
    await press(play, 'Allow', fieldsOf(claims));
  },
  /** Enters the latest code that was sent to a phone. */
  'enter-code': async (play, [phone]) => {
    const messages = await createControlClient(play.endpoint).messages();
    const code = messages.find((message) => message.phone === phone)?.code ?? '';
    await press(play, 'Continue', { passcode_0: code });
  },
  /** Compares the address of the page. */
  at: async (play, [expected = '']) => {
    const page = await currentPage(play);
    const { pathname, search } = new URL(page.url);
    if (!matchText(expected, `${pathname}${search}`, play.values)) differs(play, page, `not ${expected}`);
  },
  /** Compares the title, the button and the named inputs of the page: `screen New password | Save password | …`. */
  screen: async (play, words) => {
    const [title, button = '', ...recorded] = parts(words);
    const page = await currentPage(play);
    const $ = load(page.body);
    if ($('h1').text() !== title) differs(play, page, `title ${$('h1').text()}`);
    const buttons = $('button').toArray();
    if (!buttons.some((element) => $(element).text().trim() === button))
      differs(play, page, `no button ${button}`);
    const inputs = $('input[name]')
      .toArray()
      .map(({ attribs: { name, type, autocomplete } }) => `${name}:${type}:${autocomplete}`);
    for (const [index, input] of inputs.entries()) {
      const expected = recorded[index] ?? 'there';
      if (input !== expected) differs(play, page, `${input}, not ${expected}`);
    }
    for (const input of recorded.slice(inputs.length)) differs(play, page, `no ${input}`);
  },
  /** Compares the alert of the page. */
  alert: async (play, words) => {
    const page = await currentPage(play);
    const text = load(page.body)('[role="alert"]').text();
    if (text !== words.join(' ')) differs(play, page, `alert ${text}`);
  },
  /** Exchanges the code that the app was sent, and compares the claims from userinfo. */
  claims: async (play, words) => {
    const { browser, endpoint, values } = play;
    const callback = new URL((await currentPage(play)).location ?? endpoint);
    const { json } = await requestToken(browser, connectedApplication, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: connectedApplication.redirectUris[0] ?? '',
      code_verifier: values.get('right-verifier') ?? '',
    });
    const headers = { authorization: `Bearer ${json.access_token}` };
    const claims: unknown = JSON.parse((await browser.send('/oidc/me', { headers })).body);
    const expected: unknown = JSON.parse(words.join(' '));
    for (const path of differingPaths(expected, claims, values)) play.differences.push(`userinfo: ${path}`);
  },
};
