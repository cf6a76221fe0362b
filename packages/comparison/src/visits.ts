import { type AppName, resources, users } from '@repo/config';
import type { FlowId } from './flow-ids.ts';

/** A step of a visit that local Logto makes: `POST /local/visits`. */
type Step =
  | { open: string }
  | { follow: string }
  | { press: string; fields?: Record<string, string> }
  | { post: string; json: Record<string, string> }
  | { signInAs: string };

type Visit = {
  /** What leads to the flow, and is not drawn. */
  before: Step[];
  steps: Step[];
  /** In the Pages Router, where a script sends JSON. */
  stepsWithScript?: Step[];
};

const signIn = { press: 'Sign in' };
const signInAs = { signInAs: users.alice.username };
const signedIn: Step[] = [{ open: '/' }, signIn, signInAs];

const { name } = users.alice;

/** How alice goes through a flow in running apps, without scripts. What leaves a trace in her account is not here. */
const visits: Partial<Record<FlowId, Visit>> = {
  'sign-in': { before: [{ open: '/' }], steps: [signIn] },
  callback: { before: [{ open: '/' }, signIn], steps: [signInAs] },
  'who-is-signed-in': { before: signedIn, steps: [{ open: '/' }] },
  'protect-a-page': { before: signedIn, steps: [{ open: '/claims' }] },
  userinfo: { before: signedIn, steps: [{ open: '/userinfo' }] },
  'api-token': {
    before: [...signedIn, { open: '/resources' }],
    steps: [{ press: 'Read from Store API' }],
    stepsWithScript: [{ post: '/api/call-resource', json: { indicator: resources.store, method: 'GET' } }],
  },
  'organization-token': { before: [...signedIn, { open: '/organizations' }], steps: [{ follow: 'Acme' }] },
  // The first visit to the page fetches its tokens, as in the flow before.
  organizations: {
    before: [...signedIn, { open: '/organizations' }, { follow: 'Acme' }, { open: '/organizations' }],
    steps: [{ follow: 'Acme' }],
  },
  permissions: { before: signedIn, steps: [{ open: '/admin' }] },
  // The first request fetches the token, as the page in the flow before did.
  'json-api': { before: [...signedIn, { open: '/api/items' }], steps: [{ open: '/api/items' }] },
  connectors: { before: [{ open: '/' }], steps: [{ press: 'Continue with Wonderland' }] },
  account: {
    before: [...signedIn, { open: '/account' }],
    steps: [{ press: 'Change name', fields: { name } }],
    stepsWithScript: [{ post: '/api/call-account', json: { call: 'change-name', name } }],
  },
  session: { before: signedIn, steps: [{ open: '/session' }] },
  // Logto also asks, because its form submits itself only by a script.
  'sign-out': { before: signedIn, steps: [{ press: 'Sign out' }, { press: 'Sign out' }] },
};

/** The visit that goes through a flow in an app, if local Logto can make one. */
export const visitOf = (flow: FlowId, app: AppName): Omit<Visit, 'stepsWithScript'> | undefined => {
  const visit = visits[flow];
  if (!visit) return undefined;
  const { before, steps, stepsWithScript = steps } = visit;
  return { before, steps: app === 'next-pages' ? stepsWithScript : steps };
};
