import type { SignInMethod } from '@repo/tenant';
import type { Identifier } from '../directory.ts';
import { redirect, sendPage } from '../exchange.ts';
import { demoUsers, passwordToFillIn } from './demo-users.ts';
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
  const methods = signInMethods(state.tenant, state.search);
  const demo = demoUsers(state.tenant, methods);
  if (request.method !== 'POST') {
    const { done, failure, filledIn, identifier: entered } = readPending(interaction);
    await remember(interaction, { done: undefined, failure: undefined });
    const hint = filledIn === undefined ? url.searchParams.get('login_hint') : null;
    const identifier = hint ?? (entered && displayIdentifier(entered));
    const password = passwordToFillIn(demo, filledIn, entered);
    const error = failure === undefined ? undefined : { message: failure };
    return sendPage(exchange, signInScreen({ ...state, identifier, password, done, error }));
  }

  const field = await readForm(exchange);
  const chosen = demo.find(({ user }) => user.username === field('demo'));
  if (chosen) {
    await remember(interaction, { identifier: chosen.identifier, filledIn: chosen.user.username });
    return redirect(exchange, `/sign-in${state.search}`);
  }
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
  const { identifier, filledIn } = readPending(interaction);
  const state = formState(exchange, context, interaction);
  const methods = signInMethods(state.tenant, state.search);
  const method = identifier && methodFor(methods, identifier);
  if (!identifier || !method?.password) return redirect(exchange, `/sign-in${state.search}`);

  const shown = { ...state, identifier: displayIdentifier(identifier) };
  const canUseCode = method.verificationCode;
  if (exchange.request.method !== 'POST') {
    const password = passwordToFillIn(demoUsers(state.tenant, methods), filledIn, identifier);
    return sendPage(exchange, passwordScreen({ ...shown, password }, canUseCode));
  }

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
