import type { Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';
import { createControlClient } from '../control/control-client.ts';
import { firstApp } from './fixture.ts';
import { authorizeRequest, exchangeCode, openBrowser, settle } from './sign-in-flow.ts';

const scope = 'openid offline_access profile email phone identities';

/** A visitor of the first app, with a new browser without JavaScript. */
export const openVisit = (endpoint: string, extra: Record<string, string> = {}) => {
  const browser = openBrowser(endpoint);
  const request = authorizeRequest(firstApp, scope, [], extra);

  const open = async (address: string) => settle(browser, await browser.open(address));
  const press = async (page: Page, button: string, fields: Record<string, string> = {}) =>
    settle(browser, await browser.press(page, button, fields));

  /** Exchanges the code that the app was sent. */
  const accessToken = async (page: Page): Promise<string> => {
    if (!page.location) throw new Error(`Not at the app: ${page.status} ${titleOf(page)} ${alertOf(page)}`);
    const { json } = await exchangeCode(browser, request, new URL(page.location));
    return String(json.access_token);
  };

  return {
    browser,
    open,
    press,
    /** Starts a sign-in. Returns Logto's first page. */
    start: () => open(`/oidc/auth?${request.parameters}`),
    /** Signs in at the provider of the social connector, and returns. */
    signInUpstream: async (page: Page, login: string, claims: Record<string, string> = {}) =>
      press(await press(page, 'Continue', { login }), 'Allow', claims),
    /** Enters the code that was sent to a phone. */
    enterCode: (page: Page, code: string) => press(page, 'Continue', { passcode_0: code }),
    /** The latest code that was sent to a phone. */
    codeFor: async (phone: string): Promise<string> => {
      const messages = await createControlClient(endpoint).messages();
      const message = messages.find((candidate) => candidate.phone === phone);
      if (!message?.code) throw new Error(`No message to ${phone}`);
      return message.code;
    },
    accessToken,
    /** Exchanges the code that the app was sent, and reads userinfo. */
    userinfo: async (page: Page): Promise<Record<string, unknown>> => {
      const headers = { authorization: `Bearer ${await accessToken(page)}` };
      return JSON.parse((await browser.send('/oidc/me', { headers })).body);
    },
  };
};

export const titleOf = ({ body }: Page): string => load(body)('h1').text();
export const alertOf = ({ body }: Page): string => load(body)('[role="alert"]').text();
export const pathOf = ({ url }: Page): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};
