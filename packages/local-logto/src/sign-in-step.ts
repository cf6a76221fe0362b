import type { Directory } from './directory.ts';
import { type Exchange, readBody, redirect } from './exchange.ts';
import type { Faults } from './faults.ts';
import { type Interaction, saveResult } from './interactions.ts';
import type { LogtoProvider } from './provider.ts';
import type { FormState } from './screens.ts';

/** What the steps of a sign-in work on. */
export type SignInContext = { provider: LogtoProvider; directory: Directory; faults: Faults };

/** Answers one screen of a sign-in under way: shows its form, or takes it. */
export type Step = (exchange: Exchange, context: SignInContext, interaction: Interaction) => Promise<void>;

/** What every form of a sign-in shows: the app that it is for, and the address that links go on with. */
export const formState = (
  { url }: Exchange,
  { directory }: SignInContext,
  { params }: Interaction,
): FormState => ({
  tenant: directory.tenant,
  search: url.search,
  app: directory.application(String(params.client_id))?.name,
});

/** Reads a form's fields; a field that is missing or sent twice is empty. */
export const readForm = async ({ request }: Exchange): Promise<(name: string) => string> => {
  const form = new URLSearchParams(await readBody(request));
  return (name) => {
    const [value = '', ...more] = form.getAll(name);
    return more.length > 0 ? '' : value;
  };
};

/** Sends the browser back to its app with `access_denied`, as was ordered, this once. */
export const deny: Step = async (exchange, { faults }, interaction) => {
  faults.denyNextSignIn = undefined;
  const result = {
    error: 'access_denied',
    error_description: 'the local Logto was told to deny this sign-in',
  };
  redirect(exchange, await saveResult(interaction, result));
};

/** Ends the part of a sign-in that has screens: the account is known now. */
export const signInAs = async (
  exchange: Exchange,
  context: SignInContext,
  interaction: Interaction,
  accountId: string,
): Promise<void> => {
  const { directory, faults } = context;
  if (faults.denyNextSignIn) return deny(exchange, context, interaction);
  const account = directory.account(accountId);
  if (account) directory.signedIn(account);
  redirect(exchange, await saveResult(interaction, { login: { accountId } }));
};
