import type { Identifier } from '../directory.ts';
import {
  type Field,
  type FormState,
  form,
  hiddenUsername,
  otherButton,
  purpose,
  screen,
  socialButtons,
} from './form.ts';
import { type Html, html } from './html.ts';
import { labelOf } from './identifiers.ts';
import type { Page } from './page.ts';
import { isPasswordOnly, signInMethods } from './sign-in-methods.ts';

type IdentifierTypes = Array<Identifier['type']>;

const identifierField = (types: IdentifierTypes, value?: string): Field => {
  const isPhone = types.every((type) => type === 'phone');
  return {
    name: 'identifier',
    label: labelOf(types),
    type: isPhone ? 'tel' : 'text',
    autocomplete: isPhone ? 'tel' : 'username',
    value,
    hint: types.includes('phone')
      ? 'A phone number starts with its country code, as in +1 202 555 0123.'
      : undefined,
  };
};

const currentPassword: Field = {
  name: 'password',
  label: 'Password',
  type: 'password',
  autocomplete: 'current-password',
};
const newPassword: Field = {
  name: 'newPassword',
  label: 'Password',
  type: 'password',
  autocomplete: 'new-password',
};

const minimumLength = ({ tenant }: FormState): Html =>
  html`<p class="soft">At least ${tenant.signInExperience.passwordPolicy.minimumLength} characters.</p>`;

/** Hides most of an identifier, so that it tells nothing to somebody who is not its owner. */
const mask = ({ type, value }: Identifier): string => {
  if (type !== 'email') return `****${value.slice(-4)}`;
  const [local = '', domain = ''] = value.split('@');
  return `${local.length > 4 ? local.slice(0, 4) : ''}****@${domain}`;
};

const link = (path: string, { search }: FormState, text: string, lead = ''): Html =>
  html`<p class="other">${lead}<a href="${path}${search}">${text}</a></p>`;

const registrationLink = (state: FormState): Html => {
  const { signInMode, signUp } = state.tenant.signInExperience;
  const isOffered = signInMode !== 'SignIn' && signUp.identifiers.length > 0;
  return html`${isOffered && link('/register', state, 'Create account', 'New here? ')}`;
};

const forgotPasswordLink = (state: FormState): Html => {
  const { forgotPasswordMethods } = state.tenant.signInExperience;
  return html`${forgotPasswordMethods.length > 0 && link('/forgot-password', state, 'Forgot your password?')}`;
};

/** The screen `/sign-in`. It asks for the password at once if no kind of identifier gets a code. */
export const signInScreen = (state: FormState): Page => {
  const { tenant, search, app, identifier } = state;
  const methods = signInMethods(tenant, search);
  const types = methods.map((method) => method.identifier);
  const asksPassword = isPasswordOnly(methods);
  const fields = [identifierField(types, identifier), ...(asksPassword ? [currentPassword] : [])];
  return screen(
    'Sign in to your account',
    html`${purpose(app)}${
      methods.length > 0 && form({ fields, button: 'Sign in', state })
    }${asksPassword && forgotPasswordLink(state)}${registrationLink(state)}${socialButtons(state)}`,
  );
};

/** The screen `/sign-in/password`, for the identifier of the first screen. */
export const passwordScreen = (state: FormState, canUseCode: boolean): Page =>
  screen(
    'Enter password',
    html`<p class="soft for">for ${state.identifier}</p>${form({
      fields: [currentPassword],
      button: 'Continue',
      state,
      before: hiddenUsername(state.identifier, 'identifier'),
      after: html`${canUseCode && otherButton('code', 'Use a verification code')}`,
    })}${forgotPasswordLink(state)}${link('/sign-in', state, 'Back')}`,
  );

/** The screen `/register`, which asks for the first of the identifiers that a new user must have. */
export const registerScreen = (state: FormState): Page => {
  const { signInMode, signUp } = state.tenant.signInExperience;
  const types = signUp.identifiers.slice(0, 1);
  const fields = [identifierField(types, state.identifier)];
  return screen(
    'Create your account',
    html`${purpose(state.app)}${form({ fields, button: 'Create account', state })}${
      signInMode !== 'Register' && link('/sign-in', state, 'Sign in', 'Already registered? ')
    }${socialButtons(state)}`,
  );
};

/** The screens `/register/password` and `/continue/password`. */
export const registerPasswordScreen = (state: FormState): Page =>
  screen(
    'New password',
    html`${minimumLength(state)}${form({
      fields: [newPassword, { ...newPassword, name: 'confirmPassword', label: 'Confirm password' }],
      button: 'Save password',
      state,
      before: hiddenUsername(state.identifier),
    })}`,
  );

/** The screens `/continue/username` and `/continue/phone`, which ask a new user for what is missing. */
export const continueWithScreen = (state: FormState, type: 'username' | 'phone'): Page =>
  screen(
    type === 'phone' ? 'Link phone' : 'Set username',
    html`<p class="soft">${
      type === 'phone' ? 'You get a code to verify it.' : 'Letters, digits and underscores.'
    }</p>${form({
      fields: [identifierField([type], state.identifier)],
      button: 'Continue',
      state,
    })}`,
  );

/** The screens `/forgot-password` and `/reset-password`. */
export const forgotPasswordScreen = (state: FormState): Page =>
  screen(
    'Reset password',
    html`<p class="soft">You get a code by text message.</p>${form({
      fields: [identifierField(['phone'], state.identifier)],
      button: 'Continue',
      state,
    })}${link('/sign-in', state, 'Back to sign in')}`,
  );

/** The screen `/forgot-password/reset`. */
export const resetPasswordScreen = (state: FormState): Page =>
  screen(
    'New password',
    html`${minimumLength(state)}${form({
      fields: [newPassword],
      button: 'Save password',
      state,
      before: hiddenUsername(state.identifier),
    })}`,
  );

/** The screen `/social/link/ID`: the provider names the verified email or phone of somebody who has an account. */
export const linkScreen = (state: FormState, provider: string, related: Identifier): Page =>
  screen(
    'Link or create account',
    html`<p>Somebody with your ${related.type === 'email' ? 'email address' : 'phone number'} at ${provider} has an account here. Is it yours?</p>
${form({
  fields: [],
  button: `Link with ${mask(related)}`,
  state,
  after: otherButton('create', 'Create new one instead'),
})}`,
  );

/** What a visitor is asked whose number is verified, but has an account although they register, or has none. */
export const questionScreen = (state: FormState, question: string): Page =>
  screen(
    'Verify your phone number',
    html`<p>${question}</p>${form({ fields: [], button: 'Continue', state })}${link('/sign-in', state, 'Cancel')}`,
  );

/** Says that nobody has a verified number, where new users cannot register with one. */
export const unknownPhoneScreen = (state: FormState): Page =>
  screen(
    'Verify your phone number',
    html`<p class="error" role="alert">There is no account with ${state.identifier}.</p>${link(
      '/sign-in',
      state,
      'Change phone number',
    )}`,
  );
