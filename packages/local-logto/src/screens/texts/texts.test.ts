import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { startLocalLogto } from '../../local-logto.ts';
import { alice, firstApp, forLittle, tenant } from '../../test/fixture.ts';
import { openBrowser, signIn } from '../../test/sign-in-flow.ts';
import { chooseTexts } from './texts.ts';

const languageOf = (uiLocales: unknown, acceptLanguage?: string): string =>
  chooseTexts(uiLocales, { headers: { 'accept-language': acceptLanguage } }).language;

test.each([
  ['de', undefined, 'de'],
  ['de-AT', undefined, 'de'],
  ['DE', 'en', 'de'],
  ['fr de en', 'en', 'de'],
  ['en', 'de', 'en'],
  ['fr', 'de', 'de'],
  ['', 'de', 'de'],
  [undefined, 'fr-CH, en;q=0.7, de;q=0.9', 'de'],
  [undefined, 'de;q=0, en', 'en'],
  [undefined, '*', 'en'],
  [undefined, ';;q=,', 'en'],
  [['de'], undefined, 'en'],
])('with ui_locales %j and Accept-Language %j, pages are in %s', (uiLocales, accepted, language) => {
  expect(languageOf(uiLocales, accepted)).toBe(language);
});

describe('a visitor', () => {
  test('sees the language that the app asks for on every screen of the sign-in, and in its errors', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const browser = openBrowser(localLogto.endpoint);
    const { parameters } = forLittle({ ui_locales: 'de' });
    const { location = '' } = await browser.open(`/oidc/auth?${parameters}`);

    const signInPage = load((await browser.open(location)).body);
    expect(signInPage('html').attr('lang')).toBe('de');
    expect(signInPage('h1').text()).toBe('Bei Ihrem Konto anmelden');
    expect(signInPage('label').first().text()).toBe('Benutzername oder E-Mail-Adresse');
    const refused = load((await browser.post(location, { ...alice, password: 'wrong' })).body);
    expect(refused('[role="alert"]').text()).toMatch(/^Konto oder Passwort ist falsch\./);
    // An address without the parameter belongs to the same sign-in.
    const register = load((await browser.open(`/register?app_id=${firstApp.id}`)).body);
    expect(register('h1').text()).toBe('Konto erstellen');
    const taken = load((await browser.post('/register', { identifier: 'alice' })).body);
    expect(taken('[role="alert"]').text()).toBe('Dieser Benutzername ist vergeben.');
    await localLogto.close();
  });

  test('keeps this language after the sign-in: at the account page and at sign-out', async () => {
    const accountCenter = { enabled: true, fields: { name: 'Edit' as const } };
    const localLogto = await startLocalLogto({ tenant: { ...tenant, accountCenter }, port: 0 });
    const { browser } = await signIn(localLogto.endpoint, forLittle({ ui_locales: 'de-CH' }), alice);

    const account = load((await browser.open('/account')).body);
    expect([account('html').attr('lang'), account('h1').text()]).toEqual(['de', 'Ihr Konto']);
    const signOut = load((await browser.open('/oidc/session/end?ui_locales=de')).body);
    expect([signOut('html').attr('lang'), signOut('h1').text()]).toEqual(['de', 'Abmeldung läuft']);
    await localLogto.close();
  });

  test('sees the language of the browser where no app asks for one', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const browser = openBrowser(localLogto.endpoint);
    const headers = { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' };
    const german = load((await browser.send('/unknown-session', { headers })).body);
    expect(german('html').attr('lang')).toBe('de');
    const english = load((await browser.open('/unknown-session')).body);
    expect(english('html').attr('lang')).toBe('en');
    await localLogto.close();
  });
});
