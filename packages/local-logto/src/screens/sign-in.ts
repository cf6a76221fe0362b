import { type Exchange, isForeignPost, redirect, sendPage } from '../exchange.ts';
import { codeSteps } from './code-steps.ts';
import { forgotPassword, resetPassword } from './forgot-password.ts';
import type { FormState } from './form.ts';
import { signIn, signInPassword } from './identify.ts';
import {
  deny,
  findInteraction,
  formState,
  type Interaction,
  localize,
  readForm,
  type SignInContext,
  type Step,
  saveResult,
} from './interaction.ts';
import type { Page } from './page.ts';
import { continueWith, register, registerPassword } from './registration.ts';
import { foreignFormScreen, notAllowedScreen, unknownSessionScreen } from './screens.ts';
import { registerPasswordScreen, registerScreen, signInScreen } from './sign-in-forms.ts';
import { goToProvider, linkAccount, returnFromProvider } from './social.ts';
import { findConnector } from './social-account.ts';

/** Redirects visitors without a pending sign-in to where the tenant wants them, or to a screen that says so. */
const redirectToUnknownSession = (exchange: Exchange, { directory }: SignInContext): void => {
  const { unknownSessionRedirectUrl } = directory.tenant.signInExperience;
  redirect(exchange, unknownSessionRedirectUrl ?? `${exchange.url.origin}/unknown-session`, 302);
};

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** The missing permissions of each resource, as oidc-provider lists them in the details of its prompt. */
const namesByResource = (value: unknown): Array<[string, string[]]> =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([resource, scopes]) => [resource, names(scopes)])
    : [];

/**
 * Grants everything that a first-party app asks for, without a screen, as a real Logto does.
 * The sign-ins of one user, app and browser session share one grant.
 *
 * @returns The address that the browser continues at.
 */
const grantAll = async (
  { provider }: SignInContext,
  interaction: Interaction,
  accountId: string,
): Promise<string> => {
  const existing = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const grant = existing ?? new provider.Grant({ accountId, clientId: String(interaction.params.client_id) });
  const { missingOIDCScope, missingResourceScopes } = interaction.prompt.details;
  const scopes = names(missingOIDCScope);
  if (scopes.length > 0) grant.addOIDCScope(scopes);
  for (const [resource, missing] of namesByResource(missingResourceScopes)) {
    grant.addResourceScope(resource, missing);
  }
  return saveResult(interaction, { consent: { grantId: await grant.save() } });
};

const consent: Step = async (exchange, context, interaction) => {
  if (context.faults.denyNextSignIn) return deny(exchange, context, interaction);
  const accountId = interaction.session?.accountId;
  if (!accountId) return redirectToUnknownSession(exchange, context);
  redirect(exchange, await grantAll(context, interaction, accountId), 302);
};

const steps: Record<string, Step> = {
  '/sign-in': signIn,
  '/identifier-sign-in': signIn,
  '/register': register,
  '/identifier-register': register,
  '/register/password': registerPassword,
  '/continue/username': continueWith('username'),
  '/continue/phone': continueWith('phone'),
  '/continue/password': registerPassword,
  '/sign-in/password': signInPassword,
  '/forgot-password': forgotPassword,
  '/reset-password': forgotPassword,
  '/forgot-password/reset': resetPassword,
  '/consent': consent,
  ...codeSteps,
};

/** The last part of a path, if the rest is `start`. */
const after = (start: string, pathname: string): string | undefined =>
  pathname.startsWith(start) ? pathname.slice(start.length) : undefined;

const findStep = ({ pathname }: URL): Step | undefined => {
  const target = after('/direct/social/', pathname);
  if (target) return goToProvider(target);
  const connectorId = after('/social/link/', pathname);
  return connectorId ? linkAccount(connectorId) : steps[pathname];
};

/** The forms, which stay when they are submitted after their sign-in has ended, as in a real Logto. */
const forms: Record<string, (state: FormState) => Page> = {
  '/sign-in': signInScreen,
  '/identifier-sign-in': signInScreen,
  '/register': registerScreen,
  '/identifier-register': registerScreen,
  '/register/password': registerPasswordScreen,
};

const refuseEndedSignIn = async (exchange: Exchange, context: SignInContext): Promise<void> => {
  const form = forms[exchange.url.pathname];
  if (exchange.request.method !== 'POST' || !form) return redirectToUnknownSession(exchange, context);
  const field = await readForm(exchange);
  const error = { message: context.texts.signInIsOver };
  const state = { ...formState(exchange, context), identifier: field('identifier'), error };
  sendPage(exchange, form(state), 400);
};

/** Whether a page needs a pending sign-in. A real Logto has pages that this one does not have. */
const needsSignIn = ({ pathname }: URL): boolean =>
  ['/sign-in', '/register', '/consent', '/forgot-password', '/social/register'].some((path) =>
    pathname.startsWith(path),
  );

/** Where a real Logto redirects if the feature of a screen is not set up. */
const fallback = ({ pathname, search, searchParams }: URL): string | undefined => {
  if (pathname === '/single-sign-on') return `/sign-in${search}`;
  if (!pathname.startsWith('/direct/') || pathname.startsWith('/direct/social/')) return undefined;
  return `/${searchParams.get('fallback') === 'register' ? 'register' : 'sign-in'}${search}`;
};

/**
 * Answers the screens of sign-in and registration.
 *
 * @returns Whether the path belongs to one of them.
 */
export const handleSignIn = async (
  exchange: Exchange,
  unlocalized: Omit<SignInContext, 'texts'>,
): Promise<boolean> => {
  const context = localize(exchange, unlocalized);
  const { request, url } = exchange;
  const step = findStep(url);
  const callback = findConnector(context, after('/callback/', url.pathname) ?? '');
  const elsewhere = fallback(url);
  const isUnknownSession = url.pathname === '/unknown-session';
  if (!step && !callback && !elsewhere && !isUnknownSession && !needsSignIn(url)) return false;

  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
    sendPage(exchange, notAllowedScreen(context.texts), 405);
  } else if (isForeignPost(exchange)) {
    sendPage(exchange, foreignFormScreen(context.texts), 403);
  } else if (isUnknownSession) {
    sendPage(exchange, unknownSessionScreen(context.texts, context.directory.tenant));
  } else if (elsewhere) {
    redirect(exchange, elsewhere, 302);
  } else if (callback) {
    await returnFromProvider(exchange, context, callback);
  } else {
    const interaction = await findInteraction(context.provider, exchange);
    if (!interaction) await refuseEndedSignIn(exchange, context);
    else if (step) await step(exchange, localize(exchange, context, interaction), interaction);
    else return false;
  }
  return true;
};
