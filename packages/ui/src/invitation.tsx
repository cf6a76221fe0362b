import type { ApiAnswer } from '@repo/server';
import type { ReactNode } from 'react';
import { displayName, type NameClaims } from './home.tsx';
import { Notice } from './notice.tsx';

/** What an API's refusal means for somebody who follows the link of an invitation. */
const sentences: ReadonlyMap<unknown, string> = new Map([
  ['not_found', 'There is no such invitation. Please check that the link is complete.'],
  [
    'invitation_for_another',
    'This invitation is for another account. Sign out, and sign in with the email address that it was sent to.',
  ],
  [
    'invitation_used',
    'This invitation has been used. Refresh your claims if you do not see the organization yet.',
  ],
  [
    'invitation_over',
    'This invitation has expired, or was revoked. Whoever invited you can invite you again.',
  ],
]);

const unreadable = 'The invitation cannot be read at the moment. Please try again in a few minutes.';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

type InvitationProps = {
  /** The API's answer: `{ "organization": { "name": "…" } }`, or `{ "error": "…" }`. */
  answer: ApiAnswer;
  /** The claims of the ID token, so that visitors with two accounts see which one they are using. */
  claims: NameClaims & { email?: unknown };
  /** A button that accepts. */
  accept: ReactNode;
  /** A link to the visitor's organizations. */
  wayOn: ReactNode;
};

/** The content of the page that an invitation links to. */
export const Invitation = ({ answer: { status, body }, claims, accept, wayOn }: InvitationProps) => {
  const account = claims.email ? `${displayName(claims)} (${claims.email})` : displayName(claims);
  const signedInAs = `You are signed in as ${account}.`;
  const { organization, error } = isObject(body) ? body : {};
  if (status === 200 && isObject(organization)) {
    return (
      <Notice heading="Invitation" status="info" action={accept}>
        {`You are invited to join ${organization.name}. ${signedInAs}`}
      </Notice>
    );
  }
  return (
    <Notice heading="Invitation" status="problem" action={wayOn}>
      {`${sentences.get(error) ?? unreadable} ${signedInAs}`}
    </Notice>
  );
};
