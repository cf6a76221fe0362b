import type { Tenant } from '@repo/tenant';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Html, html, trusted } from './html.ts';
import { type Page, pageHeaders, renderPage } from './page.ts';

/** An error in a form: a sentence, and the field that it is about, if it is about one. */
export type FormError = { field?: string; message: string };

type Field = { name: string; label: string; type: 'text' | 'password'; autocomplete: string; value?: string };

const screen = (title: string, content: Html): Page => ({
  title,
  body: html`<main class="screen"><div class="card"><p class="mark">Local Logto</p><h1>${title}</h1>${content}</div>
<p class="foot soft">For development, on this machine only. <a href="/local">Demo users</a></p></main>`,
});

const alert = ({ message }: FormError): Html => html`<p class="error" id="error" role="alert">${message}</p>`;

// The error stands above its field: what a browser or a password manager shows below a field would cover it.
const field = ({ name, label, type, autocomplete, value }: Field, focus?: string, error?: FormError): Html =>
  html`<label for="${name}">${label}</label>${error?.field === name && alert(error)}
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ''}" required
 autocapitalize="none" spellcheck="false"${name === focus && html` autofocus`}${
   name === focus && error && html` aria-describedby="error"`
 }${error?.field === name && html` aria-invalid="true"`}>`;

const form = (fields: Field[], button: string, error?: FormError, extra?: Html): Html =>
  html`<form method="post">${extra}${error && !error.field && alert(error)}
${fields.map((item) => field(item, error?.field ?? fields[0]?.name, error))}
<button type="submit">${button}</button></form>`;

const identifierLabel = ({ signInExperience: { signInIdentifiers } }: Tenant): string => {
  const label = signInIdentifiers.join(' or ');
  return label.charAt(0).toUpperCase() + label.slice(1);
};

/** What a form shows. */
export type FormState = {
  tenant: Tenant;
  /** The query of the screen's address, which its links keep. */
  search: string;
  /** The name of the app that the sign-in is for. */
  app?: string;
  /** What was typed before. */
  identifier?: string;
  error?: FormError;
};

const purpose = (app?: string): Html => html`${app && html`<p class="soft for">for ${app}</p>`}`;

/** The screen `/sign-in`. */
export const signInScreen = ({ tenant, search, app, identifier, error }: FormState): Page => {
  const fields: Field[] = [
    {
      name: 'identifier',
      label: identifierLabel(tenant),
      type: 'text',
      autocomplete: 'username',
      value: identifier,
    },
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
  ];
  return screen(
    'Sign in to your account',
    html`${purpose(app)}${form(fields, 'Sign in', error)}${
      tenant.signInExperience.signInMode !== 'SignIn' &&
      html`<p class="other">New here? <a href="/register${search}">Create account</a></p>`
    }`,
  );
};

/** The screen `/register`. */
export const registerScreen = ({ tenant, search, app, identifier, error }: FormState): Page =>
  screen(
    'Create your account',
    html`${purpose(app)}${form(
      [{ name: 'identifier', label: 'Username', type: 'text', autocomplete: 'username', value: identifier }],
      'Create account',
      error,
    )}${
      tenant.signInExperience.signInMode !== 'Register' &&
      html`<p class="other">Already registered? <a href="/sign-in${search}">Sign in</a></p>`
    }`,
  );

/** The screen `/register/password`. */
export const registerPasswordScreen = ({ tenant, identifier, error }: FormState): Page =>
  screen(
    'New password',
    html`<p class="soft">At least ${tenant.signInExperience.passwordPolicy.minimumLength} characters.</p>${form(
      [
        { name: 'newPassword', label: 'Password', type: 'password', autocomplete: 'new-password' },
        {
          name: 'confirmPassword',
          label: 'Confirm password',
          type: 'password',
          autocomplete: 'new-password',
        },
      ],
      'Save password',
      error,
      // Password managers look for the username next to the password.
      html`<input type="text" autocomplete="username" value="${identifier ?? ''}" readonly hidden>`,
    )}`,
  );

/** The screen after the last form. It goes on by itself. */
export const continueScreen = (next: string): Page => ({
  ...screen('Signing in', html`<p><a href="${next}">Continue</a></p>`),
  next,
});

/** The screen `/unknown-session`: the sign-in has ended, or started in another browser. */
export const unknownSessionScreen = (): Page =>
  screen(
    'This sign-in is not under way',
    html`<p>It has expired, or it began in another browser. Go back to your app and sign in again.</p>
<p><a href="/local">Go to the start page</a></p>`,
  );

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
