'use server';

import { signIn, signOut } from '@logto/next/server-actions';
import { logtoConfig, redirectUri } from './config';
import { showFailure, signOutLocally } from './failures';

export const startSignIn = async () => signIn(logtoConfig, { redirectUri }).catch(showFailure);

export const startSignUp = async () =>
  signIn(logtoConfig, { redirectUri, firstScreen: 'register' }).catch(showFailure);

export const startSignOut = async () => signOut(logtoConfig).catch(signOutLocally);
