import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

/** What the page says about each kind of failure, and its HTTP status. */
export const failures = {
  cancelled: {
    status: 400,
    heading: 'You are not signed in',
    sentence: 'You left before you finished signing in. You can try again at any time.',
  },
  stale: {
    status: 400,
    heading: 'This sign-in could not be finished',
    sentence:
      'It started too long ago or in another browser, or it is already finished. Please sign in again.',
  },
  ended: {
    status: 401,
    heading: 'Your session has ended',
    sentence: 'Logto no longer accepts it, so you have been signed out. Please sign in again.',
  },
  refused: {
    status: 502,
    heading: 'Logto refused the request',
    sentence:
      'It rejected the access token of your session, and a new one as well. Please sign out, then sign in again.',
  },
  unreachable: {
    status: 503,
    heading: 'The service cannot be reached',
    sentence: 'Logto or the API behind this page is not responding. Please try again in a few minutes.',
  },
  store: {
    status: 503,
    heading: 'Your session cannot be read',
    sentence: 'The session store is not responding. Please try again in a few minutes.',
  },
  'too-large': {
    status: 500,
    heading: 'Your session is too large',
    sentence:
      'Your data at Logto does not fit into a cookie. The operator of this app can set SESSION_STORE to keep sessions on the server.',
  },
  unexpected: {
    status: 500,
    heading: 'Something went wrong',
    sentence: 'An unexpected error occurred. Please try again.',
  },
} as const;

export type FailureKind = keyof typeof failures;

const isFailureKind = (text: unknown): text is FailureKind =>
  typeof text === 'string' && Object.hasOwn(failures, text);

/** Returns the kind that a text names, such as a query parameter, or `unexpected`. */
export const failureKind = (text: unknown): FailureKind => (isFailureKind(text) ? text : 'unexpected');

type FailureProps = {
  kind: FailureKind;
  /** A "Sign in" button for signed-out visitors. By default, a link to the home page. */
  children?: ReactNode;
};

/** The content of a failure page: a heading, what happened, and what to do next. */
export const Failure = ({ kind, children }: FailureProps) => {
  const { heading, sentence } = failures[kind];
  return (
    <Notice
      heading={heading}
      status={kind === 'cancelled' ? 'info' : 'problem'}
      action={children || <a href="/">Go to the home page</a>}
    >
      {sentence}
    </Notice>
  );
};
