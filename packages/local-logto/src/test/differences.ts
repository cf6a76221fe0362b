/** An intended difference from a real Logto. */
type Difference = {
  /** The recording, the exchange, and what differs, as the player reports it. */
  at: string;
  reason: string;
};

const screens =
  "The screens work without JavaScript: their forms are sent to the screens, not to Logto's experience API.";

const demoUser = 'The buttons fill in users of the tenant, whose passwords are public.';

const startPage = 'The address of the local Logto leads to what a developer looks for.';

const autocomplete =
  'Browsers can fill in the field if it names its purpose (WCAG 2.2, success criterion 1.3.5).';

const noPage = 'What a page of a real Logto does by script, the local one does by a redirect.';

const boxes =
  'Text fields have no buttons that count up and down, and browsers offer the code of a text message in the first one.';

const connectorDifferences: Difference[] = [
  { at: 'direct-sign-in: /direct/social/guide-oidc: status 302, not 200', reason: noPage },
  { at: 'direct-sign-in: unknown target: /direct/social/nope: status 302, not 200', reason: noPage },
  {
    at: 'direct-sign-in: /sign-in: not /sign-in',
    reason: 'The address names the app still, which keeps the sign-ins of two apps apart.',
  },
  { at: 'phone-register: /register: identifier:tel:tel, not identifier:tel:off', reason: autocomplete },
  { at: 'phone-sign-in: /sign-in: identifier:text:username, not identifier:text:', reason: autocomplete },
  ...[0, 1, 2, 3, 4, 5].map((digit) => ({
    at: `phone-sign-in: /sign-in/verification-code: passcode_${digit}:text:${
      digit === 0 ? 'one-time-code' : 'off'
    }, not passcode_${digit}:number:off`,
    reason: boxes,
  })),
  { at: 'phone-sign-in: PUT /: status 404, not 204', reason: screens },
  { at: 'phone-sign-in: POST /verification/verification-code: status 404, not 200', reason: screens },
  { at: 'phone-sign-in: POST /verification/verification-code/verify: status 404, not 200', reason: screens },
  { at: 'phone-sign-in: POST /identification: status 404, not 204', reason: screens },
  { at: 'phone-sign-in: POST /submit: status 404, not 200', reason: screens },
  {
    at: 'social-cancelled: /sign-in: alert Guide OIDC did not sign you in: you or Guide OIDC declined.',
    reason: 'A real Logto says "Internal server error."',
  },
  { at: "social-forged-state: the provider's answer: status 303, not 200", reason: noPage },
  {
    at: 'social-missing-phone: /continue/phone: identifier:tel:tel, not identifier:tel:off',
    reason: autocomplete,
  },
  {
    at: 'social-missing-username: /continue/username: identifier:text:username, not identifier:text:off',
    reason: autocomplete,
  },
  { at: 'social-sign-in: PUT /: status 404, not 204', reason: screens },
  { at: 'social-sign-in: POST /social/authorization-uri: status 404, not 200', reason: screens },
  { at: 'social-sign-in: POST /social/verify: status 404, not 200', reason: screens },
  { at: 'social-sign-in: PUT /interaction-event: status 404, not 204', reason: screens },
  { at: 'social-sign-in: POST /identification: status 404, not 201', reason: screens },
  { at: 'social-sign-in: POST /submit: status 404, not 200', reason: screens },
].map(({ at, reason }) => ({ at: `connectors/${at}`, reason }));

const accountDifferences: Difference[] = [
  {
    at: 'account/refused: sessions without the sessions scope: status 404, not 401',
    reason: 'The Account API does not show sessions and grants.',
  },
];

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
  ...accountDifferences,
  ...connectorDifferences,
  { at: 'unknown-session: /: location <endpoint>/local', reason: startPage },
  { at: 'unknown-session: /: body', reason: startPage },
  { at: 'sessions/unknown-session-redirect: /: location <endpoint>/local', reason: startPage },
  { at: 'sessions/unknown-session-redirect: /: body', reason: startPage },
  { at: 'unknown-session: API call without a session: status 404, not 400', reason: screens },
  { at: 'screens: /sign-in: button alice', reason: demoUser },
  { at: 'screens: /sign-in: button bob', reason: demoUser },
  { at: 'screens: /register: no identifier:text:off', reason: autocomplete },
  { at: 'screens: /register: identifier:text:username', reason: autocomplete },
  {
    at: 'screens: /register/password: no toggle-password:checkbox:',
    reason: 'Showing the password needs JavaScript. Browsers and password managers offer it, too.',
  },
];
