/** The flows, in the order in which they are shown. Each is an address: `#sign-in`. */
export const flowIds = [
  'configure',
  'sign-in',
  'callback',
  'who-is-signed-in',
  'protect-a-page',
  'userinfo',
  'api-token',
  'organization-token',
  'organizations',
  'permissions',
  'json-api',
  'connectors',
  'account',
  'link-an-account',
  'step-up',
  'session',
  'failures',
  'sign-out',
] as const;

export type FlowId = (typeof flowIds)[number];
