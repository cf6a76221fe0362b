import type { AccountCenter, Tenant } from '@repo/tenant';
import type { Account } from '../directory.ts';
import { type Exchange, redirect, sendPage } from '../exchange.ts';
import type { LogtoProvider } from '../provider/provider.ts';
import { type FormState, form, hiddenUsername, screen } from '../screens/form.ts';
import { html } from '../screens/html.ts';
import { displayIdentifier } from '../screens/identifiers.ts';
import { readForm, type SignInContext } from '../screens/interaction.ts';
import { passwordError } from '../screens/registration.ts';
import { notAllowedScreen } from '../screens/screens.ts';

type PageContext = Pick<SignInContext, 'provider' | 'directory'>;

/** What the pages show: the user, and where they can go back to. */
type Visit = {
  account: Account;
  apps: Array<{ name: string; address: string }>;
  fields: AccountCenter['fields'];
  state: FormState;
};

const offScreen = () =>
  screen('The account center is off', html`<p>Set <code>accountCenter.enabled</code> in the tenant.</p>`);

const foreignScreen = () =>
  screen(
    'This form belongs to another site',
    html`<p><a href="/account">Go to your account</a> and try again.</p>`,
  );

/** The linked accounts as visitors know them, such as "Wonderland as Mad Hatter". */
const linkedAccounts = ({ identities }: Account, { connectors }: Tenant): string => {
  const names = new Map(
    connectors.flatMap((connector) =>
      connector.connectorId === 'oidc' ? [[connector.metadata.target, connector.metadata.name]] : [],
    ),
  );
  return Object.entries(identities)
    .map(([target, { userId, details }]) => `${names.get(target) ?? target} as ${details.name ?? userId}`)
    .join(', ');
};

const overviewScreen = ({ account, apps, fields, state }: Visit) => {
  const { username, primaryEmail, primaryPhone, name } = account;
  const rows: Array<[keyof AccountCenter['fields'], string, string | undefined]> = [
    ['name', 'Name', name],
    ['username', 'Username', username],
    ['email', 'Email', primaryEmail],
    ['phone', 'Phone', primaryPhone && displayIdentifier({ type: 'phone', value: primaryPhone })],
    ['social', 'Linked accounts', linkedAccounts(account, state.tenant)],
  ];
  const shown = rows.filter(([control]) => (fields[control] ?? 'Off') !== 'Off');
  const nameField = { name: 'name', label: 'New name', type: 'text', autocomplete: 'name' } as const;
  return screen(
    'Your account',
    html`${state.done !== undefined && html`<p class="done" role="alert">${state.done}</p>`}
<dl>${shown.map(([, label, value]) => html`<dt>${label}</dt><dd>${value || 'none'}</dd>`)}</dl>
${fields.name === 'Edit' && form({ fields: [nameField], button: 'Change name', state: { ...state, done: undefined }, focus: false })}
${fields.password === 'Edit' && html`<p class="other"><a href="/account/password">Change password</a></p>`}
${apps.map((app) => html`<p><a href="${app.address}">Back to ${app.name}</a></p>`)}`,
  );
};

const passwordScreen = ({ account, state }: Visit, hasPassword: boolean) => {
  const current = {
    name: 'currentPassword',
    label: 'Current password',
    type: 'password',
    autocomplete: 'current-password',
  } as const;
  const next = {
    name: 'newPassword',
    label: 'New password',
    type: 'password',
    autocomplete: 'new-password',
    hint: `At least ${state.tenant.signInExperience.passwordPolicy.minimumLength} characters.`,
  } as const;
  const fields = hasPassword ? [current, next] : [next];
  return screen(
    'Change password',
    html`${form({ fields, button: 'Save password', state, before: hiddenUsername(account.username) })}
<p class="other"><a href="/account">Back to your account</a></p>`,
  );
};

const doneTexts = new Map([
  ['name', 'Name changed'],
  ['password', 'Password changed'],
]);

/** The session of the browser, in which the visitor is signed in to applications. */
const findSession = (provider: LogtoProvider, { request, response }: Exchange) => {
  const id = provider.createContext(request, response).cookies.get('_session', { signed: true });
  return id ? provider.Session.find(id) : undefined;
};

const findVisit = async (exchange: Exchange, context: PageContext): Promise<Visit | undefined> => {
  const { provider, directory } = context;
  const session = await findSession(provider, exchange);
  const account = directory.account(session?.accountId ?? '');
  if (!account) return undefined;
  const apps = Object.keys(session?.authorizations ?? {}).flatMap((id) => {
    const { name, postSignOutRedirectUris: [address] = [] } = directory.application(id) ?? {};
    return name && address ? [{ name, address }] : [];
  });
  const { tenant } = directory;
  const done = doneTexts.get(exchange.url.searchParams.get('changed') ?? '');
  const state = { tenant, search: '', done };
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
  });
  redirect(exchange, `${origin}/oidc/auth?${parameters}`);
};

const changeName = async (exchange: Exchange, { directory }: PageContext, visit: Visit): Promise<void> => {
  const field = await readForm(exchange);
  const name = field('name').trim().slice(0, 128);
  if (!name || visit.fields.name !== 'Edit') {
    const error = { field: 'name', message: 'Enter a name.' };
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
      ? { field: 'currentPassword', message: 'This is not your current password.' }
      : passwordError(minimumLength, password);
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
  const visit = await findVisit(exchange, context);
  const isPassword = url.pathname === '/account/password' && visit?.fields.password === 'Edit';
  // Other apps on localhost are the same site, so they could post with the visitor's cookies.
  const isForeign = request.headers.origin !== undefined && request.headers.origin !== url.origin;
  if (!['GET', 'HEAD', 'POST'].includes(method)) {
    sendPage(exchange, notAllowedScreen(), 405);
  } else if (method === 'POST' && isForeign) {
    sendPage(exchange, foreignScreen(), 403);
  } else if (!context.directory.tenant.accountCenter.enabled) {
    sendPage(exchange, offScreen());
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
