import type { UpstreamUser } from '@repo/tenant';
import { type Html, html } from '../screens/html.ts';
import { mark, type Page } from '../screens/page.ts';

const screen = (provider: string, title: string, content: Html): Page => ({
  title: `${title} – ${provider}`,
  body: html`<main class="screen upstream"><div class="card">${mark(provider)}<h1>${title}</h1>
${content}</div>
<p class="foot soft">The demo provider behind the OIDC connector, on this machine only.</p></main>`,
});

const buttons = (label: string): Html =>
  html`<button type="submit">${label}</button>
<button type="submit" name="cancel" value="yes" class="plain" formnovalidate>Cancel</button>`;

/** Asks who signs in. Every name is accepted: here nobody has a password. */
export const chooseAccountScreen = (provider: string, users: UpstreamUser[]): Page =>
  screen(
    provider,
    'Choose an account',
    html`<form method="post"><label for="login">Account</label>
<input id="login" name="login" list="logins" autocomplete="username" autocapitalize="none" spellcheck="false" required
 maxlength="64" autofocus aria-describedby="known">
<datalist id="logins">${users.map(({ login }) => html`<option value="${login}">`)}</datalist>
<p class="hint soft" id="known">${users.length > 0 && html`Known: ${users.map(({ login }) => login).join(', ')}. `}Any
other name becomes a new account.</p>
${buttons('Continue')}</form>`,
  );

/** Asks for consent to what the Logto will learn, which can be changed first. */
export const consentScreen = (provider: string, { login, name, email, emailVerified }: UpstreamUser): Page =>
  screen(
    provider,
    'Share your profile',
    html`<p class="soft for">Logto asks for the profile of ${login}. You may change it, or leave fields empty.</p>
<form method="post"><label for="name">Name</label>
<input id="name" name="name" value="${name ?? ''}" autocomplete="off">
<label for="email">Email</label><input id="email" name="email" type="email" value="${email ?? ''}" autocomplete="off">
<label class="choice"><input type="checkbox" name="emailVerified" value="yes"${emailVerified && html` checked`}>
The email address is verified</label>
${buttons('Allow')}</form>`,
  );

/** Says that a sign-in has expired or began in another browser. */
export const noSignInScreen = (provider: string): Page =>
  screen(provider, 'This sign-in is not under way', html`<p>Go back to your app and sign in again.</p>`);

/** Goes back to Logto by a new navigation: the answer to a form must not redirect to another origin. */
export const goBackScreen = (provider: string, next: string): Page => ({
  ...screen(provider, 'Going back', html`<p><a href="${next}">Continue</a></p>`),
  next,
});
