// Prints the table in the README: the sizes of realistic sessions.
import type { SessionData } from '@logto/node';
import { boundedCookie, SessionTooLargeError } from '../src/bounded-cookie.ts';
import { describeSession } from '../src/describe-session.ts';
import { atCallback, signedIn, signInAttempt } from '../src/test/realistic-session.ts';

const secret = 'a-cookie-secret-of-32-characters!';
const alice = { profile: 'alice', organizations: 2 } as const;
const carol = { profile: 'carol', organizations: 60 } as const;
const sixTokens = { resourceTokens: 2, organizationTokens: 2, organizationResourceTokens: 2 };

const sessions: Record<string, SessionData> = {
  'a sign-in attempt': { signInSession: signInAttempt() },
  'alice, signed in': await signedIn(alice),
  'alice, with 6 more access tokens': await signedIn({ ...alice, ...sixTokens }),
  'carol (60 organizations), at the callback': await atCallback(carol),
  'carol, signed in': await signedIn(carol),
  'carol, with 6 more access tokens': await signedIn({ ...carol, ...sixTokens }),
  'carol, with 62 more access tokens': await signedIn({
    ...carol,
    resourceTokens: 2,
    organizationTokens: 60,
  }),
  '100 organizations, at the callback': await atCallback({ ...carol, organizations: 100 }),
  '200 organizations, at the callback': await atCallback({ ...carol, organizations: 200 }),
};

// The SDK's own format: AES-GCM of the JSON text in base64, a dot, and the initialization vector.
const defaultLength = (session: SessionData) =>
  4 * Math.ceil((Buffer.byteLength(JSON.stringify(session)) + 16) / 3) + 1 + 16;

const countTokens = (session: SessionData) =>
  describeSession(session, { store: '', inBrowser: 0, onServer: 0 }).accessTokens.length;

console.log('| session | SDK default | bounded cookie | access tokens kept |\n| --- | ---: | ---: | ---: |');
for (const [name, session] of Object.entries(sessions)) {
  const value = await boundedCookie.wrap(session, secret);
  const kept = `${countTokens(await boundedCookie.unwrap(value, secret))} of ${countTokens(session)}`;
  console.log(`| ${name} | ${defaultLength(session)} | ${value.length} | ${kept} |`);
}

const fits = async (organizations: number) => {
  try {
    return await boundedCookie.wrap(await atCallback({ ...carol, organizations }), secret);
  } catch (error) {
    if (error instanceof SessionTooLargeError) return undefined;
    throw error;
  }
};

let organizations = 200;
while (await fits(organizations + 1)) organizations += 1;
console.log(`\nMost organizations at the callback: ${organizations}`);
