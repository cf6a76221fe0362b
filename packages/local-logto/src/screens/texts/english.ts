import type { Identifier } from '../../directory.ts';
import { codeMessages } from '../../verification-code.ts';

type IdentifierTypes = Array<Identifier['type']>;

const identifiers = { username: 'username', email: 'email', phone: 'phone number' };
const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const nameIdentifiers = (types: IdentifierTypes): string =>
  either.format(types.map((type) => identifiers[type]));
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const codeProblems: Record<keyof typeof codeMessages, string> = codeMessages;

/** What the screens say in English. */
export const english = {
  language: 'en',

  forDevelopment: 'For development, on this machine only.',
  demoUsers: 'Demo users',
  goToStartPage: 'Go to the start page',
  continue: 'Continue',
  cancel: 'Cancel',
  back: 'Back',
  forWhom: (name: string) => `for ${name}`,

  signInTitle: 'Sign in to your account',
  signIn: 'Sign in',
  password: 'Password',
  passwordTitle: 'Enter password',
  forgotPassword: 'Forgot your password?',
  fillIn: 'Fill in a demo user',
  newHere: 'New here?',
  continueWith: (provider: string) => `Continue with ${provider}`,
  useCode: 'Use a verification code',
  identifierLabel: (types: IdentifierTypes) => capitalized(nameIdentifiers(types)),
  phoneHint: 'A phone number starts with its country code, as in +1 202 555 0123.',
  enterIdentifier: (types: IdentifierTypes) => `Enter a ${nameIdentifiers(types)}.`,
  enterPhone: 'Enter a phone number with its country code.',
  wrongPassword: 'Incorrect account or password. Please check your input.',
  signInIsOver: 'This sign-in is over. Go back to your app and sign in again.',

  registerTitle: 'Create your account',
  createAccount: 'Create account',
  alreadyRegistered: 'Already registered?',
  newPasswordTitle: 'New password',
  confirmPassword: 'Confirm password',
  savePassword: 'Save password',
  minimumLength: (length: number) => `At least ${length} characters.`,
  usernameMissing: 'Enter a username.',
  usernameStartsWithDigit: 'A username cannot start with a digit.',
  usernameCharacters: 'Use letters, digits and underscores only.',
  usernameTaken: 'This username is taken.',
  useAtLeast: (length: number) => `Use at least ${length} characters.`,
  useAtMost: (length: number) => `Use at most ${length} characters.`,
  passwordsDiffer: 'The two passwords differ. Enter both again.',
  setUsername: 'Set username',
  usernameHint: 'Letters, digits and underscores.',
  linkPhone: 'Link phone',
  phoneCodeHint: 'You get a code to verify it.',
  phoneTaken: 'This phone number is associated with an existing account.',

  codeTitle: 'Verify your phone number',
  codeSent: (phone: string) => `We have sent a code of six digits to ${phone}.`,
  noPhoneRings: 'No phone rings: read the code on the',
  startPage: 'start page',
  verificationCode: 'Verification code',
  digit: (position: number) => `Digit ${position}`,
  resend: 'Resend',
  newCodeSent: 'A new code is on its way.',
  usePassword: 'Use your password',
  enterAllDigits: 'Enter all six digits.',
  codeProblems,
  noSmsConnector: 'No connector sends text messages.',
  notSent: (reason: string) => `The message could not be sent. ${reason}`,
  tooManyMessages: 'Too many codes were sent. Go back to your app and sign in again.',
  createOne: (phone: string) => `There is no account with ${phone} yet. Create one?`,
  signInToIt: (phone: string) => `There is an account with ${phone} already. Sign in to it?`,
  noAccount: (phone: string) => `There is no account with ${phone}.`,
  changePhone: 'Change phone number',

  resetPasswordTitle: 'Reset password',
  resetHint: 'You get a code by text message.',
  backToSignIn: 'Back to sign in',
  samePassword: 'New password cannot be the same as your old password.',
  passwordChanged: 'Password changed',

  linkTitle: 'Link or create account',
  isItYours: {
    email: (provider: string) =>
      `Somebody with your email address at ${provider} has an account here. Is it yours?`,
    phone: (provider: string) =>
      `Somebody with your phone number at ${provider} has an account here. Is it yours?`,
  },
  linkWith: (identifier: string) => `Link with ${identifier}`,
  createNewInstead: 'Create new one instead',
  notRegistered: 'The social account has not been registered yet.',
  invalidAuthorization: 'The authorization is invalid',
  declined: (provider: string) => `${provider} did not sign you in: you or ${provider} declined.`,
  socialFailed: (provider: string, reason: string) => `Sign-in with ${provider} failed. ${reason}`,

  signingIn: 'Signing in',
  notUnderWay: 'This sign-in is not under way',
  startAgain: 'It has expired, or it began in another browser. Go back to your app and sign in again.',
  goTo: (host: string) => `Go to ${host}`,
  notFound: 'Page not found',
  notAllowed: 'This page accepts GET and POST only',
  signingOut: 'Signing out',
  pressToFinish: 'Press the button to finish.',
  signOut: 'Sign out',
  signedOut: 'You are signed out',
  noDevice: 'No device is waiting',
  noDeviceFlow: 'No app of the local Logto uses the device flow.',

  accountTitle: 'Your account',
  accountOff: 'The account center is off',
  accountOffCure: 'To turn it on, set this to true in the tenant:',
  foreignForm: 'This form belongs to another site',
  tryAgain: 'Go to your account and try again',
  name: 'Name',
  username: 'Username',
  email: 'Email',
  phone: 'Phone',
  linkedAccounts: 'Linked accounts',
  linkedAs: (provider: string, name: string) => `${provider} as ${name}`,
  none: 'none',
  newName: 'New name',
  changeName: 'Change name',
  enterName: 'Enter a name.',
  nameChanged: 'Name changed',
  changePassword: 'Change password',
  currentPassword: 'Current password',
  notCurrentPassword: 'This is not your current password.',
  backTo: (app: string) => `Back to ${app}`,
  backToAccount: 'Back to your account',
};

/** What the screens say in one language. */
export type Texts = typeof english;
