import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

/** Every way in which a visit can fail: what the page says, and its HTTP status. */
export const failures = {
  cancelled: {
    status: 400,
    heading: 'You are not signed in',
    sentence: 'You left before the sign-in was finished. You can begin again at any time.',
  },
  stale: {
    status: 400,
    heading: 'This sign-in could not be finished',
    sentence: 'It began too long ago or in another browser, or it is already finished. Please begin again.',
  },
  ended: {
    status: 401,
    heading: 'Your session has ended',
    sentence: 'Logto no longer accepts it, so you have been signed out here. Please sign in again.',
  },
  refused: {
    status: 502,
    heading: 'Logto refused the request',
    sentence:
      'It does not accept the access token of your session, nor a new one. Please sign out and in again.',
  },
  unreachable: {
    status: 503,
    heading: 'The service cannot be reached',
    sentence:
      'Logto, or the API behind this page, does not answer at the moment. Please try again in a little while.',
  },
  store: {
    status: 503,
    heading: 'Your session cannot be read',
    sentence:
      'The place where sessions are stored does not answer at the moment. Please try again in a little while.',
  },
  'too-large': {
    status: 500,
    heading: 'Your session is too large',
    sentence:
      'What Logto says about you does not fit into a cookie. Whoever runs this app can set SESSION_STORE to keep sessions on the server.',
  },
  unexpected: {
    status: 500,
    heading: 'Something went wrong',
    sentence: 'The app met an error that it did not expect. Please try again.',
  },
} as const;

export type FailureKind = keyof typeof failures;

const isFailureKind = (text: unknown): text is FailureKind =>
  typeof text === 'string' && Object.hasOwn(failures, text);

/** Gives the kind that a text names, such as a query parameter; what names none is `unexpected`. */
export const failureKind = (text: unknown): FailureKind => (isFailureKind(text) ? text : 'unexpected');

export type FailureProps = {
  kind: FailureKind;
  /** The "Sign in" button, for visitors who are signed out; everybody else is offered the home page. */
  children?: ReactNode;
};

/** `/failed`. Takes what happened; gives a heading, one plain sentence and a way on. */
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
