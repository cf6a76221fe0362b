import { createControlClient } from '../control/control-client.ts';
import type { Directive } from './player.ts';
import { application, credentialsOf } from './recorded-tenant.ts';
import { authorizeRequest, openBrowser, settle, signIn } from './sign-in-flow.ts';

const isAddress = (word: string): boolean => word.startsWith('http');

/** What recordings of the Account API do. */
export const accountDirectives: Record<string, Directive> = {
  /** Signs in in a new browser, and keeps the access token: `token NAME USER SCOPE… RESOURCE…`. */
  token: async (play, [name = '', username, ...words]) => {
    const scope = words.filter((word) => !isAddress(word)).join(' ');
    const request = authorizeRequest(application, scope, words.filter(isAddress));
    play.browser = openBrowser(play.endpoint);
    const { access, refresh, id } = await signIn(
      play.endpoint,
      request,
      credentialsOf(username),
      play.browser,
    );
    for (const [key, value] of Object.entries({ [name]: access, access, refresh, id })) {
      play.values.set(key, value);
    }
  },
  /** Follows the `authorizationUri` of the latest answer, signs in there, and keeps the code: `upstream NAME LOGIN`. */
  upstream: async (play, [name = '', login = '']) => {
    const { authorizationUri } = JSON.parse(play.page?.body ?? '{}');
    const browser = openBrowser(play.endpoint);
    const chosen = await settle(browser, await browser.open(authorizationUri));
    const consent = await settle(browser, await browser.press(chosen, 'Continue', { login }));
    const { location = '' } = await settle(browser, await browser.press(consent, 'Allow'));
    play.values.set(name, new URL(location).searchParams.get('code') ?? '');
  },
  /** Keeps the code of the latest message to a phone, and compares its template: `sms NAME PHONE TEMPLATE`. */
  sms: async (play, [name = '', phone, template = '']) => {
    const messages = await createControlClient(play.endpoint).messages();
    const message = messages.find((candidate) => candidate.phone === phone);
    if (!message?.text.includes(template)) play.differences.push(`message to ${phone}: ${message?.text}`);
    play.values.set(name, message?.code ?? '');
  },
  /** Forgets the access tokens. */
  expire: (play) => createControlClient(play.endpoint).expireAccessTokens(),
  /** Moves the clock forward: `clock SECONDS`. */
  clock: (play, [seconds]) => {
    play.faults = { clockSkew: Number(seconds) };
    return createControlClient(play.endpoint).setFaults(play.faults);
  },
};
