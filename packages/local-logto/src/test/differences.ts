/** An intended difference from a real Logto. */
type Difference = {
  /** The recording, the exchange, and what differs, as the player reports it. */
  at: string;
  reason: string;
};

const screens =
  "The screens work without JavaScript: their forms are sent to the screens, not to Logto's experience API.";

const startPage = 'The address of the local Logto leads to what a developer looks for.';

const autocomplete =
  'Browsers can fill in the field if it names its purpose (WCAG 2.2, success criterion 1.3.5).';

const cache = "Without no-store, going back to an app's redirect to sign-in ends on an error.";

const cachedRedirects = [
  'authorize-and-sign-in: hop 4',
  'authorize-no-prompt: hop 4',
  'authorize-with-session: hop 2',
  'organization-scopes: hop 2',
  'unknown-session: /',
  'unknown-session: /sign-in',
  'unknown-session: /register',
  'unknown-session: /consent',
  'unknown-session: /forgot-password/phone',
].map((exchange) => ({ at: `${exchange}: cache-control no-store`, reason: cache }));

/** All intended differences. A test fails if one is missing here or no longer exists. */
export const differences: Difference[] = [
  { at: 'authorize-and-sign-in: PUT /api/experience: status 404, not 204', reason: screens },
  {
    at: 'authorize-and-sign-in: POST /api/experience/verification/password: status 404, not 200',
    reason: screens,
  },
  {
    at: 'authorize-and-sign-in: POST /api/experience/identification: status 404, not 204',
    reason: screens,
  },
  { at: 'authorize-and-sign-in: POST /api/experience/submit: status 404, not 200', reason: screens },
  ...cachedRedirects,
  { at: 'unknown-session: /: location <endpoint>/local', reason: startPage },
  { at: 'unknown-session: /: body', reason: startPage },
  { at: 'unknown-session: API call without a session: status 404, not 400', reason: screens },
  { at: 'screens: /register: no identifier:text:off', reason: autocomplete },
  { at: 'screens: /register: identifier:text:username', reason: autocomplete },
  {
    at: 'screens: /register/password: no toggle-password:checkbox:',
    reason: 'Showing the password needs JavaScript. Browsers and password managers offer it, too.',
  },
];
