import { randomBytes } from 'node:crypto';
import type { AccountCenter } from '@repo/tenant';
import type { Account } from '../directory.ts';
import { type Exchange, isForeignPost, redirect, sendPage } from '../exchange.ts';
import type { LogtoProvider } from '../provider/provider.ts';
import { type FormState, form, hiddenUsername, screen } from '../screens/form.ts';
import { html } from '../screens/html.ts';
import { displayIdentifier } from '../screens/identifiers.ts';
import { localize, readForm, type SignInContext } from '../screens/interaction.ts';
import { passwordError } from '../screens/registration.ts';
import { foreignFormScreen, notAllowedScreen } from '../screens/screens.ts';
import type { Texts } from '../screens/texts/texts.ts';

type PageContext = Pick<SignInContext, 'provider' | 'directory'>;

/** What the pages show: the user, and where they can go back to. */
type Visit = {
  account: Account;
  apps: Array<{ name: string; address: string }>;
  fields: AccountCenter['fields'];
  state: FormState;
};

const offScreen = (texts: Texts) =>
  screen(texts, texts.accountOff, html`<p>${texts.accountOffCure} <code>accountCenter.enabled</code></p>`);

/** The linked accounts as visitors know them, such as "Wonderland as Mad Hatter". */
const linkedAccounts = ({ identities }: Account, { tenant: { connectors }, texts }: FormState): string => {
  const names = new Map(
    connectors.flatMap((connector) =>
      connector.connectorId === 'oidc' ? [[connector.metadata.target, connector.metadata.name]] : [],
    ),
  );
  return Object.entries(identities)
    .map(([target, { userId, details }]) =>
      texts.linkedAs(names.get(target) ?? target, details.name ?? userId),
    )
    .join(', ');
};

const overviewScreen = ({ account, apps, fields, state }: Visit) => {
  const { username, primaryEmail, primaryPhone, name } = account;
  const { texts } = state;
  const rows: Array<[keyof AccountCenter['fields'], string, string | undefined]> = [
    ['name', texts.name, name],
    ['username', texts.username, username],
    ['email', texts.email, primaryEmail],
    ['phone', texts.phone, primaryPhone && displayIdentifier({ type: 'phone', value: primaryPhone })],
    ['social', texts.linkedAccounts, linkedAccounts(account, state)],
  ];
  const shown = rows.filter(([control]) => (fields[control] ?? 'Off') !== 'Off');
  const nameField = { name: 'name', label: texts.newName, type: 'text', autocomplete: 'name' } as const;
  return screen(
    texts,
    texts.accountTitle,
    html`${state.done !== undefined && html`<p class="done" role="alert">${state.done}</p>`}
<dl>${shown.map(([, label, value]) => html`<dt>${label}</dt><dd>${value || texts.none}</dd>`)}</dl>
${fields.name === 'Edit' && form({ fields: [nameField], button: texts.changeName, state: { ...state, done: undefined }, focus: false })}
${fields.password === 'Edit' && html`<p class="other"><a href="/account/password">${texts.changePassword}</a></p>`}
${apps.map((app) => html`<p><a href="${app.address}">${texts.backTo(app.name)}</a></p>`)}`,
  );
};

const passwordScreen = ({ account, state }: Visit, hasPassword: boolean) => {
  const { texts } = state;
  const current = {
    name: 'currentPassword',
    label: texts.currentPassword,
    type: 'password',
    autocomplete: 'current-password',
  } as const;
  const next = {
    name: 'newPassword',
    label: texts.newPasswordTitle,
    type: 'password',
    autocomplete: 'new-password',
    hint: texts.minimumLength(state.tenant.signInExperience.passwordPolicy.minimumLength),
  } as const;
  const fields = hasPassword ? [current, next] : [next];
  return screen(
    texts,
    texts.changePassword,
    html`${form({ fields, button: texts.savePassword, state, before: hiddenUsername(account.username) })}
<p class="other"><a href="/account">${texts.backToAccount}</a></p>`,
  );
};

const doneText = (texts: Texts, changed: string | null): string | undefined => {
  if (changed === 'name') return texts.nameChanged;
  return changed === 'password' ? texts.passwordChanged : undefined;
};

/** The session of the browser, in which the visitor is signed in to applications. */
const findSession = (provider: LogtoProvider, { request, response }: Exchange) => {
  const id = provider.createContext(request, response).cookies.get('_session', { signed: true });
  return id ? provider.Session.find(id) : undefined;
};

const findVisit = async (
  exchange: Exchange,
  context: PageContext,
  texts: Texts,
): Promise<Visit | undefined> => {
  const { provider, directory } = context;
  const session = await findSession(provider, exchange);
  const account = directory.account(session?.accountId ?? '');
  if (!account) return undefined;
  const apps = Object.keys(session?.authorizations ?? {}).flatMap((id) => {
    const { name, postSignOutRedirectUris: [address] = [] } = directory.application(id) ?? {};
    return name && address ? [{ name, address }] : [];
  });
  const { tenant } = directory;
  const done = doneText(texts, exchange.url.searchParams.get('changed'));
  const state = { tenant, texts, search: '', done };
  return { account, apps, fields: tenant.accountCenter.fields, state };
};

/** Signs the visitor in as a real Logto does, as the user of an application named account-center. */
const signInFirst = (exchange: Exchange): void => {
  const { origin } = exchange.url;
  const parameters = new URLSearchParams({
    client_id: 'account-center',
    redirect_uri: `${origin}/account`,
    response_type: 'code',
    scope: 'openid',
    // Only the session is needed: nobody redeems the code, so there is no verifier.
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
  });
  redirect(exchange, `${origin}/oidc/auth?${parameters}`);
};

const changeName = async (exchange: Exchange, { directory }: PageContext, visit: Visit): Promise<void> => {
  const field = await readForm(exchange);
  const name = field('name').trim().slice(0, 128);
  if (!name || visit.fields.name !== 'Edit') {
    const error = { field: 'name', message: visit.state.texts.enterName };
    return sendPage(exchange, overviewScreen({ ...visit, state: { ...visit.state, error } }), 422);
  }
  directory.update(visit.account, { name });
  redirect(exchange, '/account?changed=name');
};

const changePassword = async (
  exchange: Exchange,
  { directory }: PageContext,
  visit: Visit,
): Promise<void> => {
  const { account, state } = visit;
  const hasPassword = directory.usesPassword(account);
  const field = await readForm(exchange);
  const password = field('newPassword');
  const { minimumLength } = state.tenant.signInExperience.passwordPolicy;
  const error =
    hasPassword && !directory.hasPassword(account, field('currentPassword'))
      ? { field: 'currentPassword', message: state.texts.notCurrentPassword }
      : passwordError(state.texts, minimumLength, password);
  if (error) {
    return sendPage(exchange, passwordScreen({ ...visit, state: { ...state, error } }, hasPassword), 422);
  }
  directory.setPassword(account, password);
  redirect(exchange, '/account?changed=password');
};

/**
 * Answers `/account`, where users see and change their account without an app. Visitors without a session sign in first.
 *
 * @returns Whether the path belongs to it.
 */
export const handleAccountPage = async (exchange: Exchange, context: PageContext): Promise<boolean> => {
  const { request, url } = exchange;
  const { method = '' } = request;
  if (!/^\/account(\/|$)/.test(url.pathname)) return false;
  const { texts } = localize(exchange, context);
  const visit = await findVisit(exchange, context, texts);
  const isPassword = url.pathname === '/account/password' && visit?.fields.password === 'Edit';
  if (!['GET', 'HEAD', 'POST'].includes(method)) {
    sendPage(exchange, notAllowedScreen(texts), 405);
  } else if (isForeignPost(exchange)) {
    sendPage(exchange, foreignFormScreen(texts, html`<p><a href="/account">${texts.tryAgain}</a></p>`), 403);
  } else if (!context.directory.tenant.accountCenter.enabled) {
    sendPage(exchange, offScreen(texts));
  } else if (!visit) {
    signInFirst(exchange);
  } else if (url.searchParams.has('code')) {
    // The visitor has just signed in. The page needs the session only, not the code.
    redirect(exchange, '/account');
  } else if (method === 'POST') {
    await (isPassword ? changePassword : changeName)(exchange, context, visit);
  } else if (isPassword) {
    sendPage(exchange, passwordScreen(visit, context.directory.usesPassword(visit.account)));
  } else {
    sendPage(exchange, overviewScreen(visit));
  }
  return true;
};
