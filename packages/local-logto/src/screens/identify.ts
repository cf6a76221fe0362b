import type { SignInMethod } from '@repo/tenant';
import type { Identifier } from '../directory.ts';
import { redirect, sendPage } from '../exchange.ts';
import type { FormState } from './form.ts';
import { displayIdentifier, isPhoneNumber, readIdentifier } from './identifiers.ts';
import { formState, readForm, type SignInContext, type Step, signInAs } from './interaction.ts';
import { readPending, remember } from './pending.ts';
import { passwordScreen, signInScreen } from './sign-in-forms.ts';
import { isPasswordOnly, signInMethods } from './sign-in-methods.ts';
import { startVerification } from './verification.ts';

const wrongPassword = ({ texts }: SignInContext) => ({ field: 'password', message: texts.wrongPassword });

const methodFor = (methods: SignInMethod[], { type, value }: Identifier): SignInMethod | undefined =>
  methods.find(({ identifier }) => identifier === type && (type !== 'phone' || isPhoneNumber(value)));

const signInWithPassword = (context: SignInContext, identifier: Identifier, password: string) => {
  const { directory } = context;
  const { signIn } = directory.tenant.signInExperience;
  const isOffered = signIn.methods.some((method) => method.identifier === identifier.type && method.password);
  const account = isOffered ? directory.find(identifier) : undefined;
  return directory.hasPassword(account, password) ? account : undefined;
};

/** The screen `/sign-in`. */
export const signIn: Step = async (exchange, context, interaction) => {
  const { request, url } = exchange;
  const state = formState(exchange, context, interaction);
  if (request.method !== 'POST') {
    const { done, failure, identifier: entered } = readPending(interaction);
    await remember(interaction, { done: undefined, failure: undefined });
    const identifier = url.searchParams.get('login_hint') ?? (entered && displayIdentifier(entered));
    const error = failure === undefined ? undefined : { message: failure };
    return sendPage(exchange, signInScreen({ ...state, identifier, done, error }));
  }

  const methods = signInMethods(state.tenant, state.search);
  const field = await readForm(exchange);
  const entered = field('identifier').trim();
  const identifier = readIdentifier(entered);
  const refuse = (error: FormState['error']) =>
    sendPage(exchange, signInScreen({ ...state, identifier: entered, error }), 422);
  if (isPasswordOnly(methods)) {
    const account = signInWithPassword(context, identifier, field('password'));
    return account ? signInAs(exchange, context, interaction, account.id) : refuse(wrongPassword(context));
  }

  const method = methodFor(methods, identifier);
  if (!entered || !method) {
    const message = context.texts.enterIdentifier(methods.map((candidate) => candidate.identifier));
    return refuse({ field: 'identifier', message });
  }
  await remember(interaction, { identifier });
  if (!method.verificationCode || (method.password && method.isPasswordPrimary)) {
    return redirect(exchange, `/sign-in/password${state.search}`);
  }
  const failed = await startVerification(context, interaction, identifier.value, 'SignIn');
  if (failed) return refuse({ field: 'identifier', message: failed });
  redirect(exchange, `/sign-in/verification-code${state.search}`);
};

/** The screen `/sign-in/password`, for the identifier of the first screen. */
export const signInPassword: Step = async (exchange, context, interaction) => {
  const { identifier } = readPending(interaction);
  const state = formState(exchange, context, interaction);
  const method = identifier && methodFor(signInMethods(state.tenant, state.search), identifier);
  if (!identifier || !method?.password) return redirect(exchange, `/sign-in${state.search}`);

  const shown = { ...state, identifier: displayIdentifier(identifier) };
  const canUseCode = method.verificationCode;
  if (exchange.request.method !== 'POST') return sendPage(exchange, passwordScreen(shown, canUseCode));

  const field = await readForm(exchange);
  if (field('action') === 'code' && canUseCode) {
    const message = await startVerification(context, interaction, identifier.value, 'SignIn');
    if (!message) return redirect(exchange, `/sign-in/verification-code${state.search}`);
    return sendPage(exchange, passwordScreen({ ...shown, error: { message } }, canUseCode), 422);
  }
  const account = signInWithPassword(context, identifier, field('password'));
  if (account) return signInAs(exchange, context, interaction, account.id);
  sendPage(exchange, passwordScreen({ ...shown, error: wrongPassword(context) }, canUseCode), 422);
};
