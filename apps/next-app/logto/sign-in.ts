'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import { configForRequest, directSignIn } from './config';
import { showFailure, signOutLocally } from './failures';

export const startSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  // It redirects by throwing, which `showFailure` lets pass.
  return signIn(config, { redirectUri, extraParams }).catch(showFailure);
};

/** Starts sign-in as a protected page does, and returns to that page. */
export const startSignInFor = async (_previous: unknown, fields: FormData) =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(String(fields.get('returnTo')))}`);

export const startSignUp = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, { redirectUri, extraParams, firstScreen: 'register' }).catch(showFailure);
};

// #region connectors
export const startSocialSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, { redirectUri, extraParams, directSignIn }).catch(showFailure);
};

export const startPhoneSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, {
    redirectUri,
    extraParams,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
  }).catch(showFailure);
};

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export const signInAgain = async () => {
  const { config, redirectUri, extraParams, baseUrl } = await configForRequest();
  return signIn(config, {
    redirectUri,
    postRedirectUri: `${baseUrl}/account`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { ...extraParams, max_age: '300' },
    clearTokens: false,
  }).catch(showFailure);
};
// #endregion

export const startSignOut = async () => {
  const { config } = await configForRequest();
  return signOut(config).catch(signOutLocally);
};
