import type { CodePurpose } from '../connectors/connectors.ts';
import { redirect, sendPage } from '../exchange.ts';
import { codeProblem, maximumMessages, newCode } from '../verification-code.ts';
import { boxNames, codeScreen } from './code-screen.ts';
import type { FormState } from './form.ts';
import { displayIdentifier } from './identifiers.ts';
import { formState, type Interaction, readForm, type SignInContext, type Step } from './interaction.ts';
import type { Page } from './page.ts';
import { readPending, remember } from './pending.ts';

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Sends a verification code to a phone number.
 *
 * @returns Why it could not be sent.
 */
export const startVerification = async (
  { connectors, directory, texts }: SignInContext,
  interaction: Interaction,
  phone: string,
  purpose: CodePurpose,
): Promise<string | undefined> => {
  if (!connectors.sendCode) return texts.noSmsConnector;
  const { messages = 0 } = readPending(interaction);
  if (messages >= maximumMessages) return texts.tooManyMessages;
  // A real Logto does not tell whether somebody has the number, and sends nothing if nobody has.
  const isForNobody = purpose === 'ForgotPassword' && !directory.find({ type: 'phone', value: phone });
  const code = isForNobody ? undefined : newCode();
  try {
    if (code) await connectors.sendCode(phone, purpose, code);
  } catch (error) {
    return texts.notSent(describe(error));
  }
  const verification = { phone, purpose, code, sentAt: Date.now(), wrongTries: 0, isVerified: false };
  await remember(interaction, { verification, messages: messages + 1 });
  return undefined;
};

/** What a screen for a verification code leads to. */
type Flow = {
  purpose: CodePurpose;
  /** The screen before it. */
  start: string;
  /** Where the visitor can enter a password instead. */
  passwordPath?: (context: SignInContext) => string | undefined;
  /** What to ask before the next step, once the number is verified. */
  question: (state: FormState, context: SignInContext, phone: string) => Page | undefined;
  /** What follows a verified number, and the answer to the question. */
  proceed: (phone: string) => Step;
};

/** A screen that asks for a verification code: wrong ones, expired ones and resending are the same everywhere. */
export const codeStep =
  ({ purpose, start, passwordPath, question, proceed }: Flow): Step =>
  async (exchange, context, interaction) => {
    const { request, url } = exchange;
    const { verification } = readPending(interaction);
    if (verification?.purpose !== purpose) return redirect(exchange, `${start}${url.search}`);

    const { phone } = verification;
    const identifier = displayIdentifier({ type: 'phone', value: phone });
    const state = { ...formState(exchange, context, interaction), identifier };
    const password = passwordPath?.(context);
    const options = { canUsePassword: password !== undefined, hasInbox: context.connectors.hasInbox };
    const show = (change: Partial<FormState> = {}, status = 200) =>
      sendPage(exchange, codeScreen({ ...state, ...change }, options), status);

    if (request.method !== 'POST') {
      const asked = verification.isVerified ? question(state, context, phone) : undefined;
      return asked ? sendPage(exchange, asked) : show();
    }
    if (verification.isVerified) return proceed(phone)(exchange, context, interaction);

    const field = await readForm(exchange);
    if (field('action') === 'password' && password) return redirect(exchange, `${password}${url.search}`);
    if (field('action') === 'resend') {
      const failed = await startVerification(context, interaction, phone, purpose);
      return failed ? show({ error: { message: failed } }, 422) : show({ done: context.texts.newCodeSent });
    }

    const entered = boxNames.map(field).join('').trim();
    if (!/^\d{6}$/.test(entered)) return show({ error: { message: context.texts.enterAllDigits } }, 422);
    const policy = state.tenant.signInExperience.verificationCodePolicy;
    const problem = codeProblem(verification, entered, policy);
    if (problem) {
      await remember(interaction, {
        verification: { ...verification, wrongTries: verification.wrongTries + 1 },
      });
      return show({ error: { message: context.texts.codeProblems[problem] } }, 422);
    }
    await remember(interaction, { verification: { ...verification, isVerified: true } });
    if (question(state, context, phone)) return redirect(exchange, `${url.pathname}${url.search}`);
    return proceed(phone)(exchange, context, interaction);
  };
