'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { uiLocales } from '@repo/server';
import { headers } from 'next/headers';
import { directSignIn, logtoConfig, redirectUri } from './config';
import { showFailure, signOutLocally } from './failures';

/** Asks Logto for pages in the visitor's language. */
const uiLocalesOfRequest = async () => uiLocales((await headers()).get('accept-language'));

// `signIn` redirects by throwing, which `showFailure` lets pass.
export const startSignIn = async () =>
  signIn(logtoConfig, { redirectUri, extraParams: await uiLocalesOfRequest() }).catch(showFailure);

export const startSignUp = async () =>
  signIn(logtoConfig, {
    redirectUri,
    firstScreen: 'register',
    extraParams: await uiLocalesOfRequest(),
  }).catch(showFailure);

// #region connectors
export const startSocialSignIn = async () =>
  signIn(logtoConfig, { redirectUri, directSignIn, extraParams: await uiLocalesOfRequest() }).catch(
    showFailure,
  );

export const startPhoneSignIn = async () =>
  signIn(logtoConfig, {
    redirectUri,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
    extraParams: await uiLocalesOfRequest(),
  }).catch(showFailure);

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export const signInAgain = async () =>
  signIn(logtoConfig, {
    redirectUri,
    postRedirectUri: `${logtoConfig.baseUrl}/account`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { max_age: '300', ...(await uiLocalesOfRequest()) },
    clearTokens: false,
  }).catch(showFailure);
// #endregion

export const startSignOut = async () => signOut(logtoConfig).catch(signOutLocally);
