import type { Tenant } from '@repo/tenant';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { screen } from './form.ts';
import { html, trusted } from './html.ts';
import { type Page, pageHeaders, renderPage } from './page.ts';

/** The screen after the last form. It goes on by itself. */
export const continueScreen = (next: string): Page => ({
  ...screen('Signing in', html`<p><a href="${next}">Continue</a></p>`),
  next,
});

/** The screen `/unknown-session`: the sign-in has ended, or started in another browser. */
export const unknownSessionScreen = ({ signInExperience }: Tenant): Page => {
  const { unknownSessionRedirectUrl: home } = signInExperience;
  return screen(
    'This sign-in is not under way',
    html`<p>It has expired, or it began in another browser. Go back to your app and sign in again.</p>
${home !== undefined && html`<p><a href="${home}">Go to ${new URL(home).host}</a></p>`}
<p><a href="/local">Go to the start page</a></p>`,
  );
};

/** The screen for unknown paths. */
export const notFoundScreen = (): Page =>
  screen('Page not found', html`<p><a href="/local">Go to the start page</a></p>`);

/** The screen for methods other than GET and POST. */
export const notAllowedScreen = (): Page =>
  screen('This page accepts GET and POST only', html`<p><a href="/local">Go to the start page</a></p>`);

const submitItself = 'document.forms[0].submit()';

const respond = (context: KoaContextWithOIDC, page: Page): void => {
  context.set(pageHeaders(page));
  context.body = renderPage(page);
};

/** Answers with a form that ends the session. It submits itself, or has a button where scripts are off. */
export const renderSigningOut = (context: KoaContextWithOIDC, form: string): void => {
  const inputs = '<input type="hidden" name="logout" value="yes"/>';
  const button =
    '<noscript><p>Press the button to finish.</p><button type="submit">Sign out</button></noscript>';
  const content = trusted(form.replace('</form>', `${inputs}${button}</form>`));
  respond(context, { ...screen('Signing out', content), script: submitItself, leavesByForm: true });
};

/** Answers with the page after a sign-out that names no app to return to. */
export const renderSignedOut = (context: KoaContextWithOIDC): void =>
  respond(context, screen('You are signed out', html`<p><a href="/local">Go to the start page</a></p>`));

/** Answers with the page of the device flow (RFC 8628), which no application can use. */
export const renderNoDeviceFlow = (context: KoaContextWithOIDC): void =>
  respond(
    context,
    screen('No device is waiting', html`<p>No app of the local Logto uses the device flow.</p>`),
  );
