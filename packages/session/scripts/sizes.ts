// Prints the table of the README: how many bytes real-looking sessions take.
import type { SessionData } from '@logto/node';
import { boundedCookie } from '../src/bounded-cookie.ts';
import { describeSession } from '../src/describe-session.ts';
import { SessionTooLargeError } from '../src/session-too-large-error.ts';
import { atCallback, signedIn, signInAttempt } from '../test/realistic-session.ts';

const secret = 'a-cookie-secret-of-32-characters!';
const allTokens = { resourceTokens: 2, organizationTokens: 2, organizationResourceTokens: 2 };

const rows: Array<[name: string, session: SessionData]> = [
  ['a sign-in attempt', { signInSession: signInAttempt() }],
  ['alice, signed in', await signedIn({ profile: 'alice', organizations: 2 })],
  ['alice, with 6 more access tokens', await signedIn({ profile: 'alice', organizations: 2, ...allTokens })],
  ['carol (60 organizations), at the callback', await atCallback({ profile: 'carol', organizations: 60 })],
  ['carol, signed in', await signedIn({ profile: 'carol', organizations: 60 })],
  ['carol, with 6 more access tokens', await signedIn({ profile: 'carol', organizations: 60, ...allTokens })],
  [
    'carol, with 62 more access tokens',
    await signedIn({ profile: 'carol', organizations: 60, resourceTokens: 2, organizationTokens: 60 }),
  ],
  ['100 organizations, at the callback', await atCallback({ profile: 'carol', organizations: 100 })],
  ['200 organizations, at the callback', await atCallback({ profile: 'carol', organizations: 200 })],
];

// What the SDK's own wrapper makes of it: AES-GCM and base64 of the JSON text, a dot and the initialization vector.
const lengthByDefault = (session: SessionData) =>
  4 * Math.ceil((Buffer.byteLength(JSON.stringify(session)) + 16) / 3) + 1 + 16;

const tokensIn = (session: SessionData) =>
  describeSession(session, { store: '', bytes: 0 }).accessTokens.length;

console.log('| session | SDK default | bounded cookie | access tokens kept |\n| --- | ---: | ---: | ---: |');
for (const [name, session] of rows) {
  const value = await boundedCookie.wrap(session, secret);
  const kept = `${tokensIn(await boundedCookie.unwrap(value, secret))} of ${tokensIn(session)}`;
  console.log(`| ${name} | ${lengthByDefault(session)} | ${value.length} | ${kept} |`);
}

const fits = async (session: SessionData) => {
  try {
    await boundedCookie.wrap(session, secret);
    return true;
  } catch (error) {
    if (error instanceof SessionTooLargeError) return false;
    throw error;
  }
};

let organizations = 200;
while (await fits(await atCallback({ profile: 'carol', organizations: organizations + 1 })))
  organizations += 1;
console.log(`\nOrganizations with which a user can still sign in: ${organizations}`);
