'use server';

import LogtoClient, { signIn, signOut } from '@logto/next/server-actions';
import { failureOf } from '@repo/server';
import { redirect, unstable_rethrow } from 'next/navigation';
import { logtoConfig, redirectUri } from './logto';
import { toFailed } from './to-failed';

// `signIn` ends by throwing, as a redirect does in Next.js: `toFailed` lets that pass.
export const startSignIn = async () => signIn(logtoConfig, { redirectUri }).catch(toFailed);

export const startSignUp = async () =>
  signIn(logtoConfig, { redirectUri, firstScreen: 'register' }).catch(toFailed);

export const startSignOut = async () => {
  try {
    await signOut(logtoConfig);
  } catch (error) {
    unstable_rethrow(error);
    if (failureOf(error) === 'store') return toFailed(error);
    console.error('Signed out here only:', error instanceof Error ? error.message : error);
    // Whoever signs out is signed out here, also while Logto cannot be told.
    const client = await new LogtoClient(logtoConfig).createNodeClient();
    await client.clearAllTokens();
    redirect('/');
  }
};
