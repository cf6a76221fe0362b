import type { Faults } from '../control/faults.ts';

/** What a visitor of the samples sees of a fault, and where. */
export type Sight = { path: string; seen: string };

/** A fault that the start page turns on and off. */
export type Switch = { id: string; title: string; effect: string; faults: Faults; sight: Sight };

/** Something that happens once. */
export type Event = { id: string; title: string; effect: string; sight: Sight; done: string };

// Of these, only one can be seen at a time.
const outages: Array<keyof Faults> = ['down', 'serverError', 'hang', 'delay', 'only'];

export const switches: Switch[] = [
  {
    id: 'down',
    title: 'Down',
    effect: 'Closes every connection without a response.',
    faults: { down: true },
    sight: {
      path: '/userinfo',
      seen: 'Signed in: “The service cannot be reached”. /claims still works, because it requests nothing.',
    },
  },
  {
    id: 'server-error',
    title: 'Status 500',
    effect: 'Responds to every request with an internal error.',
    faults: { serverError: true },
    sight: {
      path: '/userinfo',
      seen: 'Signed in: “The service cannot be reached”. Turn it off and reload: the page is back.',
    },
  },
  {
    id: 'hang',
    title: 'No response',
    effect: 'Accepts requests and never responds.',
    faults: { hang: true },
    sight: {
      path: '/userinfo',
      seen: 'Signed in: “The service cannot be reached”, after a few seconds. The app waits no longer.',
    },
  },
  {
    id: 'delay',
    title: 'Three seconds late',
    effect: 'Delays every response.',
    faults: { delay: 3000 },
    sight: {
      path: '/userinfo',
      seen: 'Signed in: the page arrives late. /claims does not, because it requests nothing.',
    },
  },
  {
    id: 'deny',
    title: 'Deny the next sign-in',
    effect: 'Ends it with access_denied, as if the user had declined, and turns itself off.',
    faults: { denyNextSignIn: true },
    sight: { path: '/', seen: 'Sign in: “You are not signed in”, with a button to try again.' },
  },
  {
    id: 'short-tokens',
    title: 'Short-lived access tokens',
    effect: 'Issues access tokens that expire after ten seconds.',
    faults: { accessTokenTtl: 10 },
    sight: {
      path: '/resources',
      seen: 'Press “Read from Shopping API” again and again: every ten seconds, a call requests a token.',
    },
  },
  {
    id: 'rotation',
    title: 'Rotate refresh tokens',
    effect: 'Replaces the refresh token at every use, and refuses the old one soon after.',
    faults: { rotateAlways: true },
    sight: {
      path: '/resources',
      seen: 'Every call still succeeds, because the app stores each new refresh token.',
    },
  },
  {
    id: 'organizations',
    title: '2,000 more organizations',
    effect: 'Adds them to the claims of every member of an organization.',
    faults: { furtherOrganizations: 2000 },
    sight: {
      path: '/',
      seen: 'Sign in as carol: “Your session is too large”, where sessions are kept in cookies.',
    },
  },
  {
    id: 'clock',
    title: 'Clock two hours ahead',
    effect: 'Moves the clock forward: issued tokens have expired, and new ones come from the future.',
    faults: { clockSkew: 7200 },
    sight: {
      path: '/',
      seen: 'Sign in: “This sign-in could not be completed”, because the app refuses the ID token.',
    },
  },
  {
    id: 'phone',
    title: 'Register by phone',
    effect: 'New users need a phone number and a password.',
    faults: { registerByPhone: true },
    sight: { path: '/', seen: '“Create account” asks for a phone number.' },
  },
];

export const events: Event[] = [
  {
    id: 'expire-access-tokens',
    title: 'Expire access tokens',
    effect: 'Forgets the opaque access tokens, which are for userinfo and the Account API.',
    sight: { path: '/userinfo', seen: 'Signed in: the page as before, after 401 and a new token.' },
    done: 'Opaque access tokens have expired.',
  },
  {
    id: 'rotate-keys',
    title: 'Replace the signing key',
    effect: 'Tokens that are signed with the old key can no longer be verified.',
    sight: {
      path: '/resources',
      seen: 'Calls still succeed, because the app replaces a token that the API rejects.',
    },
    done: 'The signing key has been replaced.',
  },
  {
    id: 'restart',
    title: 'Forget everything',
    effect: 'Forgets sessions, grants and registered users, but no keys.',
    sight: { path: '/userinfo', seen: 'Signed in: “Your session has ended”.' },
    done: 'Sessions, grants and registered users are forgotten.',
  },
];

/** Whether the server has all faults of a switch. */
export const isOn = ({ faults }: Switch, current: Faults): boolean => {
  const values = new Map<string, unknown>(Object.entries(current));
  return Object.entries(faults).every(([name, value]) => values.get(name) === value);
};

/**
 * Turns a switch.
 *
 * @returns The faults from then on, or undefined if there is no such switch.
 */
export const turn = (id: string, current: Faults): Faults | undefined => {
  const chosen = switches.find((candidate) => candidate.id === id);
  if (!chosen) return undefined;
  const own = Object.keys(chosen.faults);
  const replaced = outages.some((name) => own.includes(name)) ? outages : own;
  const others = Object.entries(current).filter(([name]) => ![...replaced, ...own].includes(name));
  return { ...Object.fromEntries(others), ...(isOn(chosen, current) ? {} : chosen.faults) };
};
