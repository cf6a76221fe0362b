import { type Exchange, redirect, sendPage } from './exchange.ts';
import { findInteraction, grantAll } from './interactions.ts';
import { register, registerPassword } from './registration.ts';
import { notAllowedScreen, signInScreen, unknownSessionScreen } from './screens.ts';
import { deny, formState, readForm, type SignInContext, type Step, signInAs } from './sign-in-step.ts';

const signIn: Step = async (exchange, context, interaction) => {
  const { tenant } = context.directory;
  const { searchParams } = exchange.url;
  const form = formState(exchange, context, interaction);
  if (exchange.request.method !== 'POST') {
    const hint = searchParams.get('login_hint') ?? searchParams.get('identifier');
    return sendPage(exchange, tenant, signInScreen({ ...form, identifier: hint ?? undefined }));
  }

  const field = await readForm(exchange);
  const identifier = field('identifier').trim();
  const account = context.directory.authenticate(identifier, field('password'));
  if (account) return signInAs(exchange, context, interaction, account.id);
  const error = { field: 'password', message: 'Incorrect account or password. Please check your input.' };
  sendPage(exchange, tenant, signInScreen({ ...form, identifier, error }), 422);
};

const consent: Step = async (exchange, context, interaction) => {
  if (context.faults.denyNextSignIn) return deny(exchange, context, interaction);
  const accountId = interaction.session?.accountId;
  if (!accountId) return redirect(exchange, '/unknown-session', 302);
  redirect(exchange, await grantAll(context.provider, interaction, accountId), 302);
};

const steps: Record<string, Step> = {
  '/sign-in': signIn,
  '/identifier-sign-in': signIn,
  '/register': register,
  '/identifier-register': register,
  '/register/password': registerPassword,
  '/consent': consent,
};

/** The screens of a real Logto that nothing is set up for here lead where it leads when that is so. */
const fallback = ({ pathname, search, searchParams }: URL): string | undefined => {
  if (['/reset-password', '/single-sign-on'].includes(pathname)) return `/sign-in${search}`;
  if (!pathname.startsWith('/direct/')) return undefined;
  return `/${searchParams.get('fallback') === 'register' ? 'register' : 'sign-in'}${search}`;
};

/**
 * Answers the pages of a sign-in.
 *
 * @returns Whether the address is one of these pages.
 */
export const handleSignIn = async (exchange: Exchange, context: SignInContext): Promise<boolean> => {
  const { tenant } = context.directory;
  const { request, url } = exchange;
  const step = steps[url.pathname];
  const elsewhere = fallback(url);
  const isUnknownSession = url.pathname === '/unknown-session';
  if (!step && !elsewhere && !isUnknownSession) return false;

  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
    sendPage(exchange, tenant, notAllowedScreen(), 405);
  } else if (isUnknownSession) {
    sendPage(exchange, tenant, unknownSessionScreen());
  } else if (elsewhere) {
    redirect(exchange, elsewhere, 302);
  } else if (step) {
    const interaction = await findInteraction(context.provider, exchange);
    if (interaction) await step(exchange, context, interaction);
    else redirect(exchange, '/unknown-session', 302);
  }
  return true;
};
