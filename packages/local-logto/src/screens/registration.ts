import type { Directory } from '../directory.ts';
import { type Exchange, redirect, sendPage } from '../exchange.ts';
import type { FormError } from './form.ts';
import { displayIdentifier, isPhoneNumber, readIdentifier } from './identifiers.ts';
import {
  formState,
  type Interaction,
  readForm,
  type SignInContext,
  type Step,
  signInAs,
} from './interaction.ts';
import { type Registration, readPending, remember } from './pending.ts';
import { continueWithScreen, registerPasswordScreen, registerScreen } from './sign-in-forms.ts';
import { keepSocialAccount } from './social-account.ts';
import type { Texts } from './texts/texts.ts';
import { startVerification } from './verification.ts';

const usernameError = ({ directory, texts }: SignInContext, username: string): string | undefined => {
  if (!username) return texts.usernameMissing;
  if (/^\d/.test(username)) return texts.usernameStartsWithDigit;
  if (!/^[A-Za-z_]\w*$/.test(username)) return texts.usernameCharacters;
  if (username.length > 128) return texts.useAtMost(128);
  if (directory.find({ type: 'username', value: username })) return texts.usernameTaken;
  return undefined;
};

/** Where a visitor enters what a new user must have and is still missing. */
const nextPath = ({ tenant }: Directory, registration: Registration): string | undefined => {
  const { signUp, socialSignIn } = tenant.signInExperience;
  const { username, primaryPhone, social } = registration;
  const required = social && socialSignIn.skipRequiredIdentifiers ? [] : signUp.identifiers;
  if (required.includes('username') && !username) return '/continue/username';
  if (required.includes('phone') && !primaryPhone) return '/continue/phone';
  if (!signUp.password || social) return undefined;
  return primaryPhone ? '/continue/password' : '/register/password';
};

const complete = async (
  exchange: Exchange,
  context: SignInContext,
  interaction: Interaction,
  { username, primaryPhone, social }: Registration,
  password?: string,
): Promise<void> => {
  const { name, avatar, email, phone } = social?.userInfo ?? {};
  const account = context.directory.register({
    username,
    primaryPhone: primaryPhone ?? phone,
    primaryEmail: email,
    name,
    avatar,
    password,
  });
  if (social) keepSocialAccount(context, account, social);
  await signInAs(exchange, context, interaction, account.id);
};

/** Asks a visitor who registers for what is missing, or creates the account and signs in. */
export const continueRegistration = async (
  exchange: Exchange,
  context: SignInContext,
  interaction: Interaction,
  registration: Registration,
): Promise<void> => {
  const path = nextPath(context.directory, registration);
  if (!path) return complete(exchange, context, interaction, registration);
  await remember(interaction, { registration });
  const search = new URLSearchParams({
    ...(registration.social && { link_social: registration.social.connectorId }),
    app_id: String(interaction.params.client_id),
  });
  redirect(exchange, `${path}?${search}`);
};

/** What is wrong with an identifier that a new user shall have, or the step that follows it. */
const chooseIdentifier = async (
  context: SignInContext,
  interaction: Interaction,
  type: 'username' | 'phone',
  text: string,
): Promise<string | undefined> => {
  if (type === 'username') return usernameError(context, text);
  const { value } = readIdentifier(text);
  if (!isPhoneNumber(value)) return context.texts.enterPhone;
  return startVerification(context, interaction, value, 'Register');
};

/** The screen `/register`, which asks for a username or a phone number. */
export const register: Step = async (exchange, context, interaction) => {
  const state = formState(exchange, context, interaction);
  const { signInMode, signUp } = state.tenant.signInExperience;
  const [type] = signUp.identifiers;
  if (signInMode === 'SignIn' || !type) return redirect(exchange, `/sign-in${state.search}`);
  if (exchange.request.method !== 'POST') return sendPage(exchange, registerScreen(state));

  const field = await readForm(exchange);
  const identifier = field('identifier').trim();
  const message = await chooseIdentifier(context, interaction, type, identifier);
  if (message) {
    const error = { field: 'identifier', message };
    return sendPage(exchange, registerScreen({ ...state, identifier, error }), 422);
  }
  if (type === 'phone') return redirect(exchange, `/register/verification-code${state.search}`);
  await continueRegistration(exchange, context, interaction, { username: identifier });
};

/** The screens `/continue/username` and `/continue/phone`. */
export const continueWith =
  (type: 'username' | 'phone'): Step =>
  async (exchange, context, interaction) => {
    const state = formState(exchange, context, interaction);
    const { registration, failure } = readPending(interaction);
    if (!registration) return redirect(exchange, `/sign-in${state.search}`);
    if (exchange.request.method !== 'POST') {
      const error = failure === undefined ? undefined : { field: 'identifier', message: failure };
      await remember(interaction, { failure: undefined });
      return sendPage(exchange, continueWithScreen({ ...state, error }, type));
    }

    const field = await readForm(exchange);
    const identifier = field('identifier').trim();
    const message = await chooseIdentifier(context, interaction, type, identifier);
    if (message) {
      const error = { field: 'identifier', message };
      return sendPage(exchange, continueWithScreen({ ...state, identifier, error }, type), 422);
    }
    if (type === 'phone') return redirect(exchange, `/continue/verification-code${state.search}`);
    const username = identifier;
    await continueRegistration(exchange, context, interaction, { ...registration, username });
  };

/** What is wrong with a new password, which is entered twice where `confirmed` is given. */
export const passwordError = (
  texts: Texts,
  minimum: number,
  password: string,
  confirmed = password,
): FormError | undefined => {
  if (password.length < minimum) {
    return { field: 'newPassword', message: texts.useAtLeast(minimum) };
  }
  if (password.length > 256) return { field: 'newPassword', message: texts.useAtMost(256) };
  // Both are empty again, so the visitor starts with the first.
  if (password !== confirmed) {
    return { field: 'newPassword', message: texts.passwordsDiffer };
  }
  return undefined;
};

/** The screens `/register/password` and `/continue/password`: create the account and sign it in. */
export const registerPassword: Step = async (exchange, context, interaction) => {
  const { directory } = context;
  const { registration } = readPending(interaction);
  const { username, primaryPhone } = registration ?? {};
  const state = formState(exchange, context, interaction);
  // Another user may have taken the name in the meantime.
  const isTaken = username && directory.find({ type: 'username', value: username });
  if (!registration || isTaken) return redirect(exchange, `/register${state.search}`);

  const identifier = username ?? displayIdentifier({ type: 'phone', value: primaryPhone ?? '' });
  if (exchange.request.method !== 'POST') {
    return sendPage(exchange, registerPasswordScreen({ ...state, identifier }));
  }
  const field = await readForm(exchange);
  const password = field('newPassword');
  const { minimumLength } = state.tenant.signInExperience.passwordPolicy;
  const error = passwordError(context.texts, minimumLength, password, field('confirmPassword'));
  if (error) return sendPage(exchange, registerPasswordScreen({ ...state, identifier, error }), 422);
  await complete(exchange, context, interaction, registration, password);
};
