import { z } from 'zod';

const identifier = z.enum(['username', 'email', 'phone']);

const signInMethod = z.strictObject({
  identifier,
  password: z.boolean().default(true),
  verificationCode: z.boolean().default(false),
  isPasswordPrimary: z.boolean().default(true).describe('Asks for the password first, where both are on.'),
});

export const signInExperience = z.strictObject({
  signInMode: z.enum(['SignIn', 'Register', 'SignInAndRegister']).default('SignInAndRegister'),
  signIn: z
    .strictObject({ methods: z.array(signInMethod) })
    .prefault({ methods: [{ identifier: 'username' }] })
    .describe('What users may sign in with.'),
  signUp: z
    .strictObject({
      identifiers: z
        .array(z.enum(['username', 'phone']))
        .describe('What a new user must have. Empty for social sign-in only.'),
      password: z.boolean().default(true).describe('Whether a new user sets a password.'),
    })
    .prefault({ identifiers: ['username'] }),
  passwordPolicy: z.strictObject({ minimumLength: z.int().positive() }).default({ minimumLength: 8 }),
  forgotPasswordMethods: z.array(z.enum(['PhoneVerificationCode'])).default([]),
  verificationCodePolicy: z
    .strictObject({
      expirationDuration: z.int().min(60).default(600).describe('In seconds.'),
      maxRetryAttempts: z.int().positive().default(10),
    })
    .prefault({}),
  socialSignInConnectorTargets: z
    .array(z.string())
    .default([])
    .describe('The targets of the connectors that have a button.'),
  socialSignIn: z
    .strictObject({
      automaticAccountLinking: z
        .boolean()
        .default(false)
        .describe('Links a social identity to the user with its verified email, without asking.'),
      skipRequiredIdentifiers: z
        .boolean()
        .default(false)
        .describe('Does not ask new users for the identifiers of `signUp`.'),
    })
    .prefault({}),
  unknownSessionRedirectUrl: z
    .url({ error: 'must be an absolute URL such as http://localhost:3000/' })
    .optional()
    .describe(
      'Where visitors without a pending sign-in go. Without it, they get a page of Logto that says so.',
    ),
});

export type SignInMethod = z.output<typeof signInMethod>;
