import type { FailureKind } from '@repo/server';
import type { ReactNode } from 'react';
import { minutes } from './minutes.ts';
import { Notice } from './notice.tsx';

/** What a page says about each kind of failure. */
export const failureTexts: Record<FailureKind, { heading: string; sentence: string; wayOn?: ReactNode }> = {
  cancelled: {
    heading: 'You are not signed in',
    sentence: 'You cancelled sign-in. You can try again at any time.',
  },
  stale: {
    heading: 'This sign-in could not be completed',
    sentence:
      'It was started in another browser or too long ago, or it has already been completed. To go on in this browser, please sign in.',
  },
  ended: {
    heading: 'Your session has ended',
    sentence: 'You are no longer signed in. Please sign in again.',
  },
  // #region redis
  idle: {
    heading: 'Your session has ended',
    sentence: 'Your session ended after some time without a visit. Please sign in again.',
  },
  // #endregion
  // #region permissions
  forbidden: {
    heading: 'You may not see this',
    sentence: 'You lack a permission for it. An administrator of this app can give it to you.',
  },
  // #endregion
  // #region organizations
  left: {
    heading: 'You are no longer a member',
    sentence:
      'You have left this organization, or somebody has removed you from it. Its admins can add you again.',
    wayOn: <a href="/organizations">Go to your organizations</a>,
  },
  // #endregion
  replaced: {
    heading: 'Somebody else is signed in',
    sentence: 'Another user has signed in since you opened that page, so nothing was changed.',
  },
  'token-rejected': {
    heading: 'Logto refused the request',
    sentence:
      'It rejected the access token of your session, and a new one as well. Please sign out, then sign in again.',
  },
  unreachable: {
    heading: 'The service cannot be reached',
    sentence: 'Logto or the API behind this page is not responding. Please try again in a few minutes.',
  },
  store: {
    heading: 'Your session cannot be read',
    sentence: 'The session store is not responding. Please try again in a few minutes.',
  },
  'too-large': {
    heading: 'Your session is too large',
    sentence:
      'It does not fit into a cookie. The operator of this app can set SESSION_STORE to keep sessions on the server.',
  },
  unexpected: {
    heading: 'Something went wrong',
    sentence: 'An unexpected error occurred. Please try again.',
  },
};

type FailureProps = {
  kind: FailureKind;
  // #region redis
  /** After how many minutes without a visit a session ends, if there is a limit. */
  idleMinutes?: number | undefined;
  // #endregion
  // #region permissions
  /** For `forbidden`: the permissions that the visitor lacks. */
  missing?: readonly string[] | undefined;
  // #endregion
  /** A "Sign in" button for signed-out visitors. By default, the link in `failureTexts`, or else a link to the home page. */
  children?: ReactNode;
};

/** The content of a failure page: a heading, what happened, and what to do next. */
export const Failure = ({ kind, idleMinutes, missing = [], children }: FailureProps) => {
  const { heading, sentence, wayOn = <a href="/">Go to the home page</a> } = failureTexts[kind];
  // #region redis
  const period = kind === 'idle' && idleMinutes ? minutes(idleMinutes) : 'some time';
  // #endregion
  // #region permissions
  const lack =
    missing.length > 0 &&
    `You lack the permission ${missing.join(' and ')}. An administrator of this app can give it to you.`;
  // #endregion
  return (
    <Notice heading={heading} status={kind === 'cancelled' ? 'info' : 'problem'} action={children || wayOn}>
      {lack || sentence.replace('some time', period)}
    </Notice>
  );
};
