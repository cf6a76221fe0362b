'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import { directSignIn, requestConfig } from './config';
import { showFailure, signOutLocally } from './failures';

export const startSignIn = async () => {
  const { logtoConfig, redirectUri, extraParams } = await requestConfig();
  // It redirects by throwing, which `showFailure` lets pass.
  return signIn(logtoConfig, { redirectUri, extraParams }).catch(showFailure);
};

/** Starts sign-in as a protected page does, and returns to that page. */
export const startSignInFor = async (_previous: unknown, fields: FormData) =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(String(fields.get('returnTo')))}`);

export const startSignUp = async () => {
  const { logtoConfig, redirectUri, extraParams } = await requestConfig();
  return signIn(logtoConfig, { redirectUri, extraParams, firstScreen: 'register' }).catch(showFailure);
};

// #region connectors
export const startSocialSignIn = async () => {
  const { logtoConfig, redirectUri, extraParams } = await requestConfig();
  return signIn(logtoConfig, { redirectUri, extraParams, directSignIn }).catch(showFailure);
};

export const startPhoneSignIn = async () => {
  const { logtoConfig, redirectUri, extraParams } = await requestConfig();
  return signIn(logtoConfig, {
    redirectUri,
    extraParams,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
  }).catch(showFailure);
};

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export const signInAgain = async () => {
  const { logtoConfig, redirectUri, extraParams, baseUrl } = await requestConfig();
  return signIn(logtoConfig, {
    redirectUri,
    postRedirectUri: `${baseUrl}/account`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { ...extraParams, max_age: '300' },
    clearTokens: false,
  }).catch(showFailure);
};
// #endregion

export const startSignOut = async () => {
  const { logtoConfig } = await requestConfig();
  return signOut(logtoConfig).catch(signOutLocally);
};
