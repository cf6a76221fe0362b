'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import { configForRequest, directSignIn } from './config';
import { showActionFailure, signOutLocally } from './failures';

export const startSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  // The SDK redirects by throwing, and `showActionFailure` rethrows redirects.
  return signIn(config, { redirectUri, extraParams }).catch(showActionFailure);
};

/** The failure page's button: signs in, then returns to the page that failed. */
export const signInAndReturn = async (_previous: unknown, fields: FormData) =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(String(fields.get('returnTo')))}`);

export const startSignUp = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, { redirectUri, extraParams, firstScreen: 'register' }).catch(showActionFailure);
};

// #region connectors
export const startSocialSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, { redirectUri, extraParams, directSignIn }).catch(showActionFailure);
};

export const startPhoneSignIn = async () => {
  const { config, redirectUri, extraParams } = await configForRequest();
  return signIn(config, {
    redirectUri,
    extraParams,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
  }).catch(showActionFailure);
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
  }).catch(showActionFailure);
};
// #endregion

export const startSignOut = async () => {
  const { config } = await configForRequest();
  return signOut(config).catch(signOutLocally);
};
