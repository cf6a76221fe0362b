import type { InteractionResults } from 'oidc-provider';
import type { Connectors } from '../connectors/connectors.ts';
import type { TokenVault } from '../connectors/token-vault.ts';
import type { Faults } from '../control/faults.ts';
import type { Directory } from '../directory.ts';
import { type Exchange, readBody, redirect, sendPage } from '../exchange.ts';
import { interactionId, interactionIds } from '../provider/interaction-cookie.ts';
import type { LogtoProvider } from '../provider/provider.ts';
import type { FormState } from './form.ts';
import { continueScreen } from './screens.ts';
import { chooseTexts, type Texts } from './texts/texts.ts';

/** A pending sign-in in one browser. */
export type Interaction = InstanceType<LogtoProvider['Interaction']>;

export type SignInContext = {
  provider: LogtoProvider;
  directory: Directory;
  connectors: Connectors;
  vault: TokenVault;
  faults: Faults;
  /** What the screens say, in the language of the visitor. */
  texts: Texts;
};

/** Answers one screen of a pending sign-in: shows its form or handles what was submitted. */
export type Step = (exchange: Exchange, context: SignInContext, interaction: Interaction) => Promise<void>;

/** The `ui_locales` of the browser's latest sign-in, which a cookie keeps for pages that belong to none. */
const latestUiLocales = (provider: LogtoProvider, { request, response }: Exchange): unknown => {
  const cookie = provider.createContext(request, response).cookies.get('_logto', { signed: true });
  const shared: unknown = cookie && JSON.parse(cookie);
  return typeof shared === 'object' && shared !== null && 'uiLocales' in shared
    ? shared.uiLocales
    : undefined;
};

/** Adds the texts in the language of the visitor: the one that the app asks for, or the one that the browser prefers. */
export const localize = <Context extends Pick<SignInContext, 'provider'>>(
  exchange: Exchange,
  context: Context,
  interaction?: Interaction,
): Context & Pick<SignInContext, 'texts'> => {
  const { request, url } = exchange;
  const uiLocales = interaction
    ? interaction.params.ui_locales
    : (url.searchParams.get('ui_locales') ?? latestUiLocales(context.provider, exchange));
  return { ...context, texts: chooseTexts(uiLocales, request) };
};

const readInteraction = async (
  provider: LogtoProvider,
  id: string | undefined,
): Promise<Interaction | undefined> => {
  const interaction = id ? await provider.Interaction.find(id) : undefined;
  if (!interaction?.session) return interaction;
  // Another tab may have signed out, or signed in as another user.
  const session = await provider.Session.findByUid(interaction.session.uid);
  return session?.accountId === interaction.session.accountId ? interaction : undefined;
};

const interactionCookie = (provider: LogtoProvider, { request, response }: Exchange): string | undefined =>
  provider.createContext(request, response).cookies.get('_interaction', { signed: true });

/** Finds the sign-in that a screen belongs to: that of the app in its address, or the latest one. */
export const findInteraction = (
  provider: LogtoProvider,
  exchange: Exchange,
): Promise<Interaction | undefined> => {
  const cookie = interactionCookie(provider, exchange);
  return readInteraction(provider, interactionId(cookie, exchange.url.searchParams.get('app_id')));
};

/** Finds the latest of a browser's sign-ins that fulfills a condition, for addresses that name no app. */
export const findInteractionBy = async (
  provider: LogtoProvider,
  exchange: Exchange,
  matches: (interaction: Interaction) => boolean,
): Promise<Interaction | undefined> => {
  for (const id of interactionIds(interactionCookie(provider, exchange))) {
    const interaction = await readInteraction(provider, id);
    if (interaction && matches(interaction)) return interaction;
  }
  return undefined;
};

/**
 * Adds a result to a pending sign-in.
 *
 * @returns The address that the browser continues at.
 */
export const saveResult = async (interaction: Interaction, result: InteractionResults): Promise<string> => {
  interaction.result = { ...interaction.lastSubmission, ...result };
  await interaction.persist();
  return interaction.returnTo;
};

/** What all forms of a sign-in show. */
export const formState = (
  { url }: Exchange,
  { directory, texts }: SignInContext,
  interaction?: Interaction,
): FormState => ({
  tenant: directory.tenant,
  texts,
  search: url.search,
  app: directory.application(String(interaction?.params.client_id ?? url.searchParams.get('app_id')))?.name,
});

/** Ends the screens: continues at an address that leads on to the app. */
export const leaveFor = (exchange: Exchange, { texts }: SignInContext, location: string): void =>
  exchange.request.method === 'POST'
    ? sendPage(exchange, continueScreen(texts, location))
    : redirect(exchange, location, 302);

/** Reads a form. The returned function looks up a field, which is empty if it is missing or was sent twice. */
export const readForm = async ({ request }: Exchange): Promise<(name: string) => string> => {
  const form = new URLSearchParams(await readBody(request));
  return (name) => {
    const [value = '', ...more] = form.getAll(name);
    return more.length > 0 ? '' : value;
  };
};

/** Ends this one sign-in with `access_denied`, as the fault `denyNextSignIn` says. */
export const deny: Step = async (exchange, context, interaction) => {
  context.faults.denyNextSignIn = undefined;
  const result = {
    error: 'access_denied',
    error_description: 'the local Logto was told to deny this sign-in',
  };
  leaveFor(exchange, context, await saveResult(interaction, result));
};

/** Completes the screens of a sign-in once the account is known. */
export const signInAs = async (
  exchange: Exchange,
  context: SignInContext,
  interaction: Interaction,
  accountId: string,
): Promise<void> => {
  const { directory, faults } = context;
  if (faults.denyNextSignIn) return deny(exchange, context, interaction);
  const account = directory.account(accountId);
  if (account) directory.signedIn(account, String(interaction.params.client_id));
  leaveFor(exchange, context, await saveResult(interaction, { login: { accountId } }));
};
