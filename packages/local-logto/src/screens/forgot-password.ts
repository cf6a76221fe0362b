import { redirect, sendPage } from '../exchange.ts';
import { isPhoneNumber, readIdentifier } from './identifiers.ts';
import { formState, readForm, type Step } from './interaction.ts';
import { readPending, remember } from './pending.ts';
import { passwordError } from './registration.ts';
import { forgotPasswordScreen, resetPasswordScreen } from './sign-in-forms.ts';
import { startVerification } from './verification.ts';

/** The screens `/forgot-password` and `/reset-password`, which ask for a phone number. */
export const forgotPassword: Step = async (exchange, context, interaction) => {
  const state = formState(exchange, context, interaction);
  if (state.tenant.signInExperience.forgotPasswordMethods.length === 0) {
    return redirect(exchange, `/sign-in${state.search}`, 302);
  }
  if (exchange.request.method !== 'POST') return sendPage(exchange, forgotPasswordScreen(state));

  const field = await readForm(exchange);
  const identifier = field('identifier').trim();
  const { value } = readIdentifier(identifier);
  const message = isPhoneNumber(value)
    ? await startVerification(context, interaction, value, 'ForgotPassword')
    : context.texts.enterPhone;
  if (message) {
    const error = { field: 'identifier', message };
    return sendPage(exchange, forgotPasswordScreen({ ...state, identifier, error }), 422);
  }
  redirect(exchange, `/forgot-password/verification-code${state.search}`);
};

/** The screen `/forgot-password/reset`. The visitor signs in with the new password afterwards, as in a real Logto. */
export const resetPassword: Step = async (exchange, context, interaction) => {
  const { directory } = context;
  const state = formState(exchange, context, interaction);
  const account = directory.account(readPending(interaction).resetAccountId ?? '');
  if (!account) return redirect(exchange, `/forgot-password${state.search}`);

  const identifier = account.username ?? account.primaryEmail;
  if (exchange.request.method !== 'POST') {
    return sendPage(exchange, resetPasswordScreen({ ...state, identifier }));
  }
  const field = await readForm(exchange);
  const password = field('newPassword');
  const { minimumLength } = state.tenant.signInExperience.passwordPolicy;
  const error = directory.hasPassword(account, password)
    ? { field: 'newPassword', message: context.texts.samePassword }
    : passwordError(context.texts, minimumLength, password);
  if (error) return sendPage(exchange, resetPasswordScreen({ ...state, identifier, error }), 422);

  directory.setPassword(account, password);
  await remember(interaction, {
    resetAccountId: undefined,
    verification: undefined,
    done: context.texts.passwordChanged,
  });
  redirect(exchange, `/sign-in${state.search}`);
};
