import { randomBytes } from 'node:crypto';
import type { SocialSignIn, SocialUserInfo } from '../connectors/connectors.ts';
import type { Account, Identifier } from '../directory.ts';
import { type Exchange, redirect, sendPage } from '../exchange.ts';
import { shownConnectors } from './form.ts';
import {
  findInteractionBy,
  formState,
  type Interaction,
  leaveFor,
  localize,
  readForm,
  type SignInContext,
  type Step,
  signInAs,
} from './interaction.ts';
import { readPending, remember, type SocialAccount } from './pending.ts';
import { continueRegistration } from './registration.ts';
import { linkScreen } from './sign-in-forms.ts';
import { askProvider, findConnector, keepSocialAccount, startVisit } from './social-account.ts';

const callbackOf = (url: URL, { settings }: SocialSignIn): string => `${url.origin}/callback/${settings.id}`;

/** The path `/direct/social/TARGET`: goes to the provider of a social connector, if it has a button. */
export const goToProvider =
  (encodedTarget: string): Step =>
  async (exchange, context, interaction) => {
    const { request, url } = exchange;
    const shown = shownConnectors(context.directory.tenant).find(
      ({ metadata }) => encodeURIComponent(metadata.target) === encodedTarget,
    );
    const social = shown && findConnector(context, shown.id);
    if (!social) {
      const screen = url.searchParams.get('fallback') === 'register' ? 'register' : 'sign-in';
      return redirect(exchange, `/${screen}${url.search}`, 302);
    }

    const state = randomBytes(8).toString('base64url');
    const { authorizationUri, session } = await startVisit(social, {
      state,
      redirectUri: callbackOf(url, social),
      jti: interaction.jti,
      userAgent: request.headers['user-agent'],
    });
    await remember(interaction, { visit: { connectorId: social.settings.id, state, session } });
    leaveFor(exchange, context, authorizationUri);
  };

/** Returns to the screen `/sign-in`, which says what went wrong. */
const fail = async (exchange: Exchange, interaction: Interaction, failure: string): Promise<void> => {
  await remember(interaction, { visit: undefined, failure });
  redirect(exchange, `/sign-in?app_id=${encodeURIComponent(String(interaction.params.client_id))}`);
};

/** The user who has the verified email address or the verified phone number of a social account. */
const findRelated = (
  { directory }: SignInContext,
  { email, phone }: SocialUserInfo,
): { account: Account; identifier: Identifier } | undefined => {
  const identifiers: Identifier[] = [
    ...(email ? [{ type: 'email' as const, value: email }] : []),
    ...(phone ? [{ type: 'phone' as const, value: phone }] : []),
  ];
  for (const identifier of identifiers) {
    const account = directory.find(identifier);
    if (account) return { account, identifier };
  }
  return undefined;
};

/** Signs in the user of a social account, or asks what to do for one who is new. */
const continueAs = async (
  exchange: Exchange,
  context: SignInContext,
  interaction: Interaction,
  social: SocialAccount,
  { settings }: SocialSignIn,
): Promise<void> => {
  const { directory } = context;
  const { userInfo } = social;
  const { signInMode, socialSignIn } = directory.tenant.signInExperience;
  const known = directory.findByIdentity(settings.metadata.target, userInfo.id);
  const related = findRelated(context, userInfo);
  const linked = socialSignIn.automaticAccountLinking ? related?.account : undefined;
  const account = known ?? linked;
  if (account) {
    // Also overwrites what the user has changed here, as in a real Logto.
    if (settings.syncProfile) {
      account.name = userInfo.name ?? account.name;
      account.avatar = userInfo.avatar ?? account.avatar;
    }
    keepSocialAccount(context, account, social);
    return signInAs(exchange, context, interaction, account.id);
  }
  if (related) {
    await remember(interaction, { social });
    return redirect(exchange, `/social/link/${settings.id}?app_id=${String(interaction.params.client_id)}`);
  }
  if (signInMode === 'SignIn') {
    return fail(exchange, interaction, context.texts.notRegistered);
  }
  await continueRegistration(exchange, context, interaction, { social });
};

/** The path `/callback/ID`, to which the provider sends the visitor back. */
export const returnFromProvider = async (
  exchange: Exchange,
  context: SignInContext,
  social: SocialSignIn,
): Promise<void> => {
  const { url } = exchange;
  const { settings } = social;
  const { state = '', ...parameters } = Object.fromEntries(url.searchParams);
  const belongs = (candidate: Interaction): boolean => {
    const { visit } = readPending(candidate);
    return visit?.state === state && visit.connectorId === settings.id;
  };
  const interaction = await findInteractionBy(context.provider, exchange, belongs);
  if (!interaction) {
    // Some page has sent the visitor here, or the sign-in has ended.
    const latest = await findInteractionBy(context.provider, exchange, () => true);
    return latest
      ? fail(exchange, latest, localize(exchange, context, latest).texts.invalidAuthorization)
      : redirect(exchange, `${url.origin}/unknown-session`, 302);
  }

  const localized = localize(exchange, context, interaction);
  const { visit } = readPending(interaction);
  // An answer of the provider counts once.
  await remember(interaction, { visit: undefined });
  const data = { ...parameters, redirectUri: callbackOf(url, social) };
  let account: SocialAccount;
  try {
    account = await askProvider(social, data, visit?.session ?? {});
  } catch (error) {
    const { name } = settings.metadata;
    const { texts } = localized;
    const reason = error instanceof Error ? error.message : String(error);
    const failure =
      parameters.error === 'access_denied' ? texts.declined(name) : texts.socialFailed(name, reason);
    return fail(exchange, interaction, failure);
  }
  await continueAs(exchange, localized, interaction, account, social);
};

/** The screen `/social/link/ID`, which asks whether an account with the same email address is the visitor's. */
export const linkAccount =
  (connectorId: string): Step =>
  async (exchange, context, interaction) => {
    const state = formState(exchange, context, interaction);
    const { social } = readPending(interaction);
    const connector = findConnector(context, connectorId);
    const related = social && findRelated(context, social.userInfo);
    if (!related || !connector || social.connectorId !== connectorId) {
      return redirect(exchange, `/sign-in${state.search}`);
    }
    if (exchange.request.method !== 'POST') {
      return sendPage(exchange, linkScreen(state, connector.settings.metadata.name, related.identifier));
    }
    const field = await readForm(exchange);
    if (field('action') === 'create') {
      return continueRegistration(exchange, context, interaction, { social });
    }
    keepSocialAccount(context, related.account, social);
    await signInAs(exchange, context, interaction, related.account.id);
  };
