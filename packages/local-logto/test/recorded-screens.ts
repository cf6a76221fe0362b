/** The named inputs (name, type, autocomplete) and the button of each screen of the recorded Logto. */
export const recordedScreens: Record<string, { inputs: string[]; button: string }> = {
  '/sign-in': {
    inputs: ['identifier:text:username', 'password:password:current-password'],
    button: 'Sign in',
  },
  '/register': { inputs: ['identifier:text:off'], button: 'Create account' },
  '/register/password': {
    inputs: [
      'newPassword:password:new-password',
      'confirmPassword:password:new-password',
      'toggle-password:checkbox:',
    ],
    button: 'Save password',
  },
};
