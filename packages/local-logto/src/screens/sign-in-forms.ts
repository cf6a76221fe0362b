import type { Identifier } from '../directory.ts';
import { demoUsers } from './demo-users.ts';
import {
  demoButtons,
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
import type { Page } from './page.ts';
import { isPasswordOnly, signInMethods } from './sign-in-methods.ts';

type IdentifierTypes = Array<Identifier['type']>;

const identifierField = ({ texts, identifier: value }: FormState, types: IdentifierTypes): Field => {
  const isPhone = types.every((type) => type === 'phone');
  return {
    name: 'identifier',
    label: texts.identifierLabel(types),
    type: isPhone ? 'tel' : 'text',
    autocomplete: isPhone ? 'tel' : 'username',
    value,
    hint: types.includes('phone') ? texts.phoneHint : undefined,
  };
};

const currentPassword = ({ texts, password: value }: FormState): Field => ({
  name: 'password',
  label: texts.password,
  type: 'password',
  autocomplete: 'current-password',
  value,
});
const newPassword = ({ texts }: FormState): Field => ({
  name: 'newPassword',
  label: texts.password,
  type: 'password',
  autocomplete: 'new-password',
});

const minimumLength = ({ tenant, texts }: FormState): Html =>
  html`<p class="soft">${texts.minimumLength(tenant.signInExperience.passwordPolicy.minimumLength)}</p>`;

/** Hides most of an identifier, so that it tells nothing to somebody who is not its owner. */
const mask = ({ type, value }: Identifier): string => {
  if (type !== 'email') return `****${value.slice(-4)}`;
  const [local = '', domain = ''] = value.split('@');
  return `${local.length > 4 ? local.slice(0, 4) : ''}****@${domain}`;
};

const link = (path: string, { search }: FormState, text: string, lead = ''): Html =>
  html`<p class="other">${lead && `${lead} `}<a href="${path}${search}">${text}</a></p>`;

const registrationLink = (state: FormState): Html => {
  const { signInMode, signUp } = state.tenant.signInExperience;
  const isOffered = signInMode !== 'SignIn' && signUp.identifiers.length > 0;
  return html`${isOffered && link('/register', state, state.texts.createAccount, state.texts.newHere)}`;
};

const forgotPasswordLink = (state: FormState): Html => {
  const { forgotPasswordMethods } = state.tenant.signInExperience;
  return html`${forgotPasswordMethods.length > 0 && link('/forgot-password', state, state.texts.forgotPassword)}`;
};

/** The screen `/sign-in`. It asks for the password at once if no kind of identifier gets a code. */
export const signInScreen = (state: FormState): Page => {
  const { tenant, texts, search, app } = state;
  const methods = signInMethods(tenant, search);
  const types = methods.map((method) => method.identifier);
  const asksPassword = isPasswordOnly(methods);
  const fields = [identifierField(state, types), ...(asksPassword ? [currentPassword(state)] : [])];
  return screen(
    texts,
    texts.signInTitle,
    html`${purpose(state, app)}${
      methods.length > 0 &&
      form({ fields, button: texts.signIn, state, after: demoButtons(state, demoUsers(tenant, methods)) })
    }${asksPassword && forgotPasswordLink(state)}${registrationLink(state)}${socialButtons(state)}`,
  );
};

/** The screen `/sign-in/password`, for the identifier of the first screen. */
export const passwordScreen = (state: FormState, canUseCode: boolean): Page =>
  screen(
    state.texts,
    state.texts.passwordTitle,
    html`${purpose(state, state.identifier)}${form({
      fields: [currentPassword(state)],
      button: state.texts.continue,
      state,
      before: hiddenUsername(state.identifier, 'identifier'),
      after: html`${canUseCode && otherButton('code', state.texts.useCode)}`,
    })}${forgotPasswordLink(state)}${link('/sign-in', state, state.texts.back)}`,
  );

/** The screen `/register`, which asks for the first of the identifiers that a new user must have. */
export const registerScreen = (state: FormState): Page => {
  const { signInMode, signUp } = state.tenant.signInExperience;
  const types = signUp.identifiers.slice(0, 1);
  const fields = [identifierField(state, types)];
  return screen(
    state.texts,
    state.texts.registerTitle,
    html`${purpose(state, state.app)}${form({ fields, button: state.texts.createAccount, state })}${
      signInMode !== 'Register' && link('/sign-in', state, state.texts.signIn, state.texts.alreadyRegistered)
    }${socialButtons(state)}`,
  );
};

/** The screens `/register/password` and `/continue/password`. */
export const registerPasswordScreen = (state: FormState): Page =>
  screen(
    state.texts,
    state.texts.newPasswordTitle,
    html`${minimumLength(state)}${form({
      fields: [
        newPassword(state),
        { ...newPassword(state), name: 'confirmPassword', label: state.texts.confirmPassword },
      ],
      button: state.texts.savePassword,
      state,
      before: hiddenUsername(state.identifier),
    })}`,
  );

/** The screens `/continue/username` and `/continue/phone`, which ask a new user for what is missing. */
export const continueWithScreen = (state: FormState, type: 'username' | 'phone'): Page =>
  screen(
    state.texts,
    type === 'phone' ? state.texts.linkPhone : state.texts.setUsername,
    html`<p class="soft">${type === 'phone' ? state.texts.phoneCodeHint : state.texts.usernameHint}</p>${form(
      {
        fields: [identifierField(state, [type])],
        button: state.texts.continue,
        state,
      },
    )}`,
  );

/** The screens `/forgot-password` and `/reset-password`. */
export const forgotPasswordScreen = (state: FormState): Page =>
  screen(
    state.texts,
    state.texts.resetPasswordTitle,
    html`<p class="soft">${state.texts.resetHint}</p>${form({
      fields: [identifierField(state, ['phone'])],
      button: state.texts.continue,
      state,
    })}${link('/sign-in', state, state.texts.backToSignIn)}`,
  );

/** The screen `/forgot-password/reset`. */
export const resetPasswordScreen = (state: FormState): Page =>
  screen(
    state.texts,
    state.texts.newPasswordTitle,
    html`${minimumLength(state)}${form({
      fields: [newPassword(state)],
      button: state.texts.savePassword,
      state,
      before: hiddenUsername(state.identifier),
    })}`,
  );

/** The screen `/social/link/ID`: the provider names the verified email or phone of somebody who has an account. */
export const linkScreen = (state: FormState, provider: string, related: Identifier): Page =>
  screen(
    state.texts,
    state.texts.linkTitle,
    html`<p>${state.texts.isItYours[related.type === 'email' ? 'email' : 'phone'](provider)}</p>
${form({
  fields: [],
  button: state.texts.linkWith(mask(related)),
  state,
  after: otherButton('create', state.texts.createNewInstead),
})}`,
  );

/** What a visitor is asked whose number is verified, but has an account although they register, or has none. */
export const questionScreen = (state: FormState, question: string): Page =>
  screen(
    state.texts,
    state.texts.codeTitle,
    html`<p>${question}</p>${form({ fields: [], button: state.texts.continue, state })}${link('/sign-in', state, state.texts.cancel)}`,
  );

/** Says that nobody has a verified number, where new users cannot register with one. */
export const unknownPhoneScreen = (state: FormState): Page =>
  screen(
    state.texts,
    state.texts.codeTitle,
    html`<p class="error" role="alert">${state.texts.noAccount(state.identifier ?? '')}</p>${link(
      '/sign-in',
      state,
      state.texts.changePhone,
    )}`,
  );
