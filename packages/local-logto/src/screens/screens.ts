import type { Tenant } from '@repo/tenant';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { screen } from './form.ts';
import { type Html, html, trusted } from './html.ts';
import { type Page, pageHeaders, renderPage } from './page.ts';
import { chooseTexts, type Texts } from './texts/texts.ts';

/** The screen after the last form. It goes on by itself. */
export const continueScreen = (texts: Texts, next: string): Page => ({
  ...screen(texts, texts.signingIn, html`<p><a href="${next}">${texts.continue}</a></p>`),
  next,
});

const startPageLink = (texts: Texts): Html => html`<p><a href="/local">${texts.goToStartPage}</a></p>`;

/** The screen `/unknown-session`: the sign-in has ended, or started in another browser. */
export const unknownSessionScreen = (texts: Texts, { signInExperience }: Tenant): Page => {
  const { unknownSessionRedirectUrl: home } = signInExperience;
  return screen(
    texts,
    texts.notUnderWay,
    html`<p>${texts.startAgain}</p>
${home !== undefined && html`<p><a href="${home}">${texts.goTo(new URL(home).host)}</a></p>`}
${startPageLink(texts)}`,
  );
};

/** The screen for unknown paths. */
export const notFoundScreen = (texts: Texts): Page => screen(texts, texts.notFound, startPageLink(texts));

/** The screen for methods other than GET and POST. */
export const notAllowedScreen = (texts: Texts): Page => screen(texts, texts.notAllowed, startPageLink(texts));

/** The screen after a form that another site has posted. */
export const foreignFormScreen = (texts: Texts, wayOn = startPageLink(texts)): Page =>
  screen(texts, texts.foreignForm, wayOn);

const submitItself = 'document.forms[0].submit()';

const textsOf = ({ oidc, req }: KoaContextWithOIDC): Texts => chooseTexts(oidc.params?.ui_locales, req);

const respond = (context: KoaContextWithOIDC, page: Page): void => {
  context.set(pageHeaders(page));
  context.body = renderPage(page);
};

/** Answers with a form that ends the session. It submits itself, or has a button where scripts are off. */
export const renderSigningOut = (context: KoaContextWithOIDC, form: string): void => {
  const inputs = '<input type="hidden" name="logout" value="yes"/>';
  const texts = textsOf(context);
  const button = `<noscript><p>${texts.pressToFinish}</p><button type="submit">${texts.signOut}</button></noscript>`;
  const content = trusted(form.replace('</form>', `${inputs}${button}</form>`));
  respond(context, { ...screen(texts, texts.signingOut, content), script: submitItself, leavesByForm: true });
};

/** Answers with the page after a sign-out that names no app to return to. */
export const renderSignedOut = (context: KoaContextWithOIDC): void => {
  const texts = textsOf(context);
  respond(context, screen(texts, texts.signedOut, startPageLink(texts)));
};

/** Answers with the page of the device flow (RFC 8628), which no application can use. */
export const renderNoDeviceFlow = (context: KoaContextWithOIDC): void => {
  // Outside the routes of oidc-provider: the request has no parameters yet.
  const texts = chooseTexts(undefined, context.req);
  respond(context, screen(texts, texts.noDevice, html`<p>${texts.noDeviceFlow}</p>`));
};
