/** An intended difference from a real Logto. */
type Difference = {
  /** The recording, the exchange, and what differs, as the player reports it. */
  at: string;
  reason: string;
};

const screens =
  "The screens work without JavaScript: their forms are sent to the screens, not to Logto's experience API.";

const autocomplete =
  'Browsers can fill in the field if it names its purpose (WCAG 2.2, success criterion 1.3.5).';

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
  { at: 'screens: /register: no identifier:text:off', reason: autocomplete },
  { at: 'screens: /register: identifier:text:username', reason: autocomplete },
  {
    at: 'screens: /register/password: no toggle-password:checkbox:',
    reason: 'Showing the password needs JavaScript. Browsers and password managers offer it, too.',
  },
];
