import type { Directory } from '../directory.ts';
import { redirect, sendPage } from '../exchange.ts';
import { formState, type Interaction, readForm, type Step, saveResult, signInAs } from './interaction.ts';
import { type FormError, registerPasswordScreen, registerScreen } from './screens.ts';

const usernameError = (directory: Directory, username: string): string | undefined => {
  if (!username) return 'Enter a username.';
  if (/^\d/.test(username)) return 'A username cannot start with a digit.';
  if (!/^[A-Za-z_]\w*$/.test(username)) return 'Use letters, digits and underscores only.';
  if (username.length > 128) return 'Use at most 128 characters.';
  if (directory.isUsernameTaken(username)) return 'This username is taken.';
  return undefined;
};

/** The screen `/register`, which asks for a username. */
export const register: Step = async (exchange, context, interaction) => {
  const { directory } = context;
  const { tenant } = directory;
  const form = formState(exchange, context, interaction);
  if (tenant.signInExperience.signInMode === 'SignIn') return redirect(exchange, `/sign-in${form.search}`);
  if (exchange.request.method !== 'POST') return sendPage(exchange, registerScreen(form));

  const field = await readForm(exchange);
  const identifier = field('identifier').trim();
  const message = usernameError(directory, identifier);
  if (message) {
    const error = { field: 'identifier', message };
    return sendPage(exchange, registerScreen({ ...form, identifier, error }), 422);
  }
  await saveResult(interaction, { register: { username: identifier } });
  redirect(exchange, `/register/password${form.search}`);
};

const passwordError = (minimum: number, password: string, confirmed: string): FormError | undefined => {
  if (password.length < minimum) {
    return { field: 'newPassword', message: `Use at least ${minimum} characters.` };
  }
  if (password.length > 256) return { field: 'newPassword', message: 'Use at most 256 characters.' };
  // Both are empty again, so the visitor starts with the first.
  if (password !== confirmed) {
    return { field: 'newPassword', message: 'The two passwords differ. Enter both again.' };
  }
  return undefined;
};

/** The username that `/register` saved in the pending sign-in. */
const chosenUsername = ({ result }: Interaction): string | undefined => {
  const chosen = result?.register;
  if (typeof chosen !== 'object' || chosen === null || !('username' in chosen)) return undefined;
  return String(chosen.username);
};

/** The screen `/register/password`, which asks for a password, creates the account and signs it in. */
export const registerPassword: Step = async (exchange, context, interaction) => {
  const { directory } = context;
  const { tenant } = directory;
  const identifier = chosenUsername(interaction);
  const form = { ...formState(exchange, context, interaction), identifier };
  // Another user may have taken the name in the meantime.
  if (!identifier || directory.isUsernameTaken(identifier)) {
    return redirect(exchange, `/register${form.search}`);
  }
  if (exchange.request.method !== 'POST') return sendPage(exchange, registerPasswordScreen(form));

  const field = await readForm(exchange);
  const password = field('newPassword');
  const { minimumLength } = tenant.signInExperience.passwordPolicy;
  const error = passwordError(minimumLength, password, field('confirmPassword'));
  if (error) return sendPage(exchange, registerPasswordScreen({ ...form, error }), 422);
  const account = directory.register(identifier, password);
  await signInAs(exchange, context, interaction, account.id);
};
