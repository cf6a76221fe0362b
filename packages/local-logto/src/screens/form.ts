import type { OidcConnector, Tenant } from '@repo/tenant';
import type { DemoUser } from './demo-users.ts';
import { type Html, html } from './html.ts';
import { mark, type Page } from './page.ts';
import type { Texts } from './texts/texts.ts';

/** An error in a form: a sentence, and the field that it is about, if it is about one. */
export type FormError = { field?: string; message: string };

export type Field = {
  name: string;
  label: string;
  type: 'text' | 'password' | 'tel';
  autocomplete: string;
  value?: string;
  hint?: string;
};

/** What a form shows. */
export type FormState = {
  tenant: Tenant;
  texts: Texts;
  /** The query of the screen's address, which its links keep. */
  search: string;
  /** The name of the app that the sign-in is for. */
  app?: string;
  /** What was typed before. */
  identifier?: string;
  /** The password of a demo user. */
  password?: string;
  error?: FormError;
  /** What has just been done. */
  done?: string;
};

/** A screen of Logto: a heading, and what follows it. */
export const screen = (texts: Texts, title: string, content: Html): Page => ({
  title,
  language: texts.language,
  body: html`<main class="screen"><div class="card">${mark('Local Logto')}<h1>${title}</h1>${content}</div>
<p class="foot soft">${texts.forDevelopment} <a href="/local">${texts.demoUsers}</a></p></main>`,
});

export const alert = ({ message }: FormError): Html =>
  html`<p class="error" id="error" role="alert">${message}</p>`;

// The error stands above its field: what a browser or a password manager shows below a field would cover it.
const field = (
  { name, label, type, autocomplete, value, hint }: Field,
  focus?: string,
  error?: FormError,
): Html => {
  const descriptions = [name === focus && error && 'error', hint && `${name}-hint`].filter(Boolean);
  return html`<label for="${name}">${label}</label>${error?.field === name && alert(error)}
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ''}" required
 autocapitalize="none" spellcheck="false"${name === focus && html` autofocus`}${
   descriptions.length > 0 && html` aria-describedby="${descriptions.join(' ')}"`
 }${error?.field === name && html` aria-invalid="true"`}>${
   hint !== undefined && html`<p class="hint soft" id="${name}-hint">${hint}</p>`
 }`;
};

type FormParts = {
  fields: Field[];
  button: string;
  state: FormState;
  /** What stands before the fields. */
  before?: Html;
  /** Further buttons. */
  after?: Html;
  /** Whether its first field has the focus when the page opens. */
  focus?: boolean;
};

/** A form that is posted to its own address. */
export const form = ({
  fields,
  button,
  state: { error, done },
  before,
  after,
  focus = true,
}: FormParts): Html =>
  html`<form method="post">${before}${done !== undefined && html`<p class="done" role="alert">${done}</p>`}${
    error && !error.field && alert(error)
  }
${fields.map((item) => field(item, error?.field ?? (focus ? fields[0]?.name : undefined), error))}
<button type="submit">${button}</button>${after}</form>`;

/** A button that does something else than the form's own one. */
export const otherButton = (action: string, label: string): Html =>
  html`<button type="submit" class="plain" name="action" value="${action}" formnovalidate>${label}</button>`;

/** Buttons that fill in a user of the tenant. They come after the form's own one, which Enter presses. */
export const demoButtons = ({ texts }: FormState, demo: DemoUser[]): Html =>
  html`${
    demo.length > 0 &&
    html`<fieldset class="demo"><legend>${texts.fillIn}</legend><div>${demo.map(
      ({ user: { username } }) =>
        html`<button type="submit" name="demo" value="${username}" formnovalidate>${username}</button>`,
    )}</div></fieldset>`
  }`;

export const purpose = ({ texts }: FormState, whom?: string): Html =>
  html`${whom && html`<p class="soft for">${texts.forWhom(whom)}</p>`}`;

/** The hidden username that password managers look for next to a password. */
export const hiddenUsername = (identifier = '', name?: string): Html =>
  html`<input${name !== undefined && html` name="${name}"`} type="text" autocomplete="username" value="${identifier}" readonly hidden>`;

/** The social connectors that have a button, in the order of the tenant. */
export const shownConnectors = ({ connectors, signInExperience }: Tenant): OidcConnector[] =>
  signInExperience.socialSignInConnectorTargets.flatMap((target) =>
    connectors.filter(
      (connector): connector is OidcConnector =>
        connector.connectorId === 'oidc' && connector.metadata.target === target,
    ),
  );

/** The buttons "Continue with …". */
export const socialButtons = ({ tenant, texts, search }: FormState): Html =>
  html`${shownConnectors(tenant).map(
    ({ metadata: { target, name, logo } }) =>
      html`<form method="post" action="/direct/social/${encodeURIComponent(target)}${search}" class="social">
<button type="submit" class="plain">${logo?.startsWith('data:') && html`<img src="${logo}" alt="" width="20" height="20">`}
${texts.continueWith(name)}</button></form>`,
  )}`;
