/** A difference from a real Logto that is left on purpose. */
export type Difference = {
  /** The recording, the exchange in it, and what differs there, as the player of recordings says it. */
  at: string;
  reason: string;
};

const screens =
  "The screens work without JavaScript: their forms go to the screens themselves, not to an API of Logto's own.";

const autocomplete =
  'The field says what it holds (WCAG 2.2, success criterion 1.3.5), so that browsers help.';

/** All differences that recordings show. The contract test fails when one is missing, or is no more. */
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
    reason: 'Showing the password takes JavaScript, and browsers and password managers offer it themselves.',
  },
];
