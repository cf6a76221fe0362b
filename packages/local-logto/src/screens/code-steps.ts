import type { Tenant } from '@repo/tenant';
import { redirect } from '../exchange.ts';
import { type Step, signInAs } from './interaction.ts';
import { readPending, remember } from './pending.ts';
import { continueRegistration } from './registration.ts';
import { questionScreen, unknownPhoneScreen } from './sign-in-forms.ts';
import { codeStep } from './verification.ts';

const canRegisterByPhone = ({ signInExperience: { signInMode, signUp } }: Tenant): boolean =>
  signInMode !== 'SignIn' && signUp.identifiers.includes('phone');

/** Signs in the user who has a verified phone number, or registers a new one. */
const signInOrRegister =
  (phone: string): Step =>
  async (exchange, context, interaction) => {
    const account = context.directory.find({ type: 'phone', value: phone });
    if (account) return signInAs(exchange, context, interaction, account.id);
    if (!canRegisterByPhone(context.directory.tenant)) {
      return redirect(exchange, `/sign-in${exchange.url.search}`);
    }
    await continueRegistration(exchange, context, interaction, { primaryPhone: phone });
  };

/** The screens that ask for a verification code. */
export const codeSteps: Record<string, Step> = {
  '/sign-in/verification-code': codeStep({
    purpose: 'SignIn',
    start: '/sign-in',
    passwordPath: ({ directory }) =>
      directory.tenant.signInExperience.signIn.methods.some(
        ({ identifier, password }) => identifier === 'phone' && password,
      )
        ? '/sign-in/password'
        : undefined,
    question: (state, { directory }, phone) => {
      if (directory.find({ type: 'phone', value: phone })) return undefined;
      if (!canRegisterByPhone(directory.tenant)) return unknownPhoneScreen(state);
      return questionScreen(state, state.texts.createOne(state.identifier ?? ''));
    },
    proceed: signInOrRegister,
  }),

  '/register/verification-code': codeStep({
    purpose: 'Register',
    start: '/register',
    question: (state, { directory }, phone) =>
      directory.find({ type: 'phone', value: phone }) &&
      questionScreen(state, state.texts.signInToIt(state.identifier ?? '')),
    proceed: signInOrRegister,
  }),

  '/continue/verification-code': codeStep({
    purpose: 'Register',
    start: '/continue/phone',
    question: () => undefined,
    proceed: (phone) => async (exchange, context, interaction) => {
      const { registration } = readPending(interaction);
      if (!registration) return redirect(exchange, `/sign-in${exchange.url.search}`);
      if (context.directory.find({ type: 'phone', value: phone })) {
        const failure = context.texts.phoneTaken;
        await remember(interaction, { verification: undefined, failure });
        return redirect(exchange, `/continue/phone${exchange.url.search}`);
      }
      await continueRegistration(exchange, context, interaction, { ...registration, primaryPhone: phone });
    },
  }),

  '/forgot-password/verification-code': codeStep({
    purpose: 'ForgotPassword',
    start: '/forgot-password',
    question: () => undefined,
    proceed: (phone) => async (exchange, context, interaction) => {
      const account = context.directory.find({ type: 'phone', value: phone });
      await remember(interaction, { resetAccountId: account?.id });
      redirect(exchange, `/forgot-password/reset${exchange.url.search}`);
    },
  }),
};
