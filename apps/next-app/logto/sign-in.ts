'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { directSignIn, logtoConfig, redirectUri } from './config';
import { showFailure, signOutLocally } from './failures';

// `signIn` redirects by throwing, which `showFailure` lets pass.
export const startSignIn = async () => signIn(logtoConfig, { redirectUri }).catch(showFailure);

export const startSignUp = async () =>
  signIn(logtoConfig, { redirectUri, firstScreen: 'register' }).catch(showFailure);

// #region connectors
export const startSocialSignIn = async () =>
  signIn(logtoConfig, { redirectUri, directSignIn }).catch(showFailure);

export const startPhoneSignIn = async () =>
  signIn(logtoConfig, { redirectUri, firstScreen: 'identifier:sign_in', identifiers: ['phone'] }).catch(
    showFailure,
  );

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export const signInAgain = async () =>
  signIn(logtoConfig, {
    redirectUri,
    postRedirectUri: `${logtoConfig.baseUrl}/account`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { max_age: '300' },
    clearTokens: false,
  }).catch(showFailure);
// #endregion

export const startSignOut = async () => signOut(logtoConfig).catch(signOutLocally);
