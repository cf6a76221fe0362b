import { tenant as samples } from '@repo/config';
import { expect, test } from 'vitest';
import { chooseConnectors } from './choose-connectors.ts';
import { makePlan } from './plan.ts';
import { connector, organization, user } from './test/fake-logto/state.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();
const { tenant } = chooseConnectors(samples, { providers: {}, factories: [], endpoint: '' });

const obstacles = async () => (await makePlan(await provision.connect(), tenant, { adopt: true })).obstacles;

test('a fresh Logto keeps nobody from the apps', async () => {
  expect(await obstacles()).toEqual([]);
});

test.each([
  [{ mfa: { factors: ['Totp'], policy: 'Mandatory' } }, /^Multi-factor authentication is mandatory: /],
  [
    { mfa: { factors: ['Totp'], policy: 'PromptOnlyAtSignInMandatory' } },
    /^Multi-factor authentication is mandatory: /,
  ],
  [
    { mfa: { factors: ['Totp'], policy: 'PromptAtSignInAndSignUp' } },
    /^Logto asks users to set up multi-factor authentication: /,
  ],
  [
    { mfa: { factors: ['Totp'], policy: 'UserControlled' } },
    /^Logto asks users to set up multi-factor authentication: /,
  ],
  [
    { mfa: { factors: ['EmailVerificationCode'], policy: 'NoPrompt' } },
    /^Multi-factor authentication by email sends a code to the invented address of alice, carol: /,
  ],
  [
    { mfa: { factors: ['PhoneVerificationCode'], policy: 'NoPrompt' } },
    /^Multi-factor authentication by SMS sends a code to the invented address of alice: /,
  ],
  [{ passkeySignIn: { enabled: true } }, /^Logto asks users to create a passkey: /],
  [
    { agreeToTermsPolicy: 'Manual', termsOfUseUrl: 'https://example.com/terms' },
    /^Users must agree to your terms before they sign in: /,
  ],
  [
    { agreeToTermsPolicy: 'ManualRegistrationOnly', privacyPolicyUrl: 'https://example.com/privacy' },
    /^Users must agree to your terms before they register: /,
  ],
  [{ captchaPolicy: { enabled: true } }, /^A CAPTCHA protects sign-in, /],
  [{ passwordExpiration: { enabled: true, validPeriodDays: 30 } }, /^Passwords expire, /],
  [
    {
      signIn: {
        methods: [{ identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false }],
      },
    },
    /^Logto has no SMS connector .*: add one in Console/,
  ],
  [
    { signUp: { identifiers: ['email'], password: true, verify: true } },
    /^Logto has no email connector .*: add one in Console/,
  ],
])('%j is an obstacle, and its line says what to do in Console', async (settings, line) => {
  Object.assign(provision.logto.state.signInExperience, settings);

  expect(await obstacles()).toEqual([expect.stringMatching(line)]);
  expect(await obstacles()).toEqual([expect.stringMatching(/: .+ in Console/)]);
});

test.each([
  { mfa: { factors: [], policy: 'Mandatory' } },
  { mfa: { factors: ['Totp'], policy: 'NoPrompt', organizationRequiredMfaPolicy: 'NoPrompt' } },
  { agreeToTermsPolicy: 'Automatic', termsOfUseUrl: 'https://example.com/terms' },
  { agreeToTermsPolicy: 'Manual' },
  { captchaPolicy: { enabled: false }, passkeySignIn: { enabled: false } },
])('%j is no obstacle', async (settings) => {
  Object.assign(provision.logto.state.signInExperience, settings);

  expect(await obstacles()).toEqual([]);
});

test('the profile fields that Logto asks for are named: those of the sign-in experience, or all without a list', async () => {
  const { state } = provision.logto;
  state.profileFields.push({ name: 'birthdate', required: true }, { name: 'size', required: true });

  expect(await obstacles()).toEqual([expect.stringContaining('the profile fields birthdate, size:')]);

  state.signInExperience.signUpProfileFields = [{ name: 'size' }];
  expect(await obstacles()).toEqual([expect.stringContaining('the profile fields size:')]);

  state.signInExperience.signUpProfileFields = [];
  expect(await obstacles()).toEqual([]);
});

test("an organization of the tenant's data that requires multi-factor authentication is named, others are not", async () => {
  const { state } = provision.logto;
  const isMfaRequired = true;
  state.organizations.push(
    organization('Acme', { isMfaRequired }),
    organization('Elsewhere', { isMfaRequired }),
  );
  state.signInExperience.mfa = {
    factors: ['Totp'],
    policy: 'NoPrompt',
    organizationRequiredMfaPolicy: 'Mandatory',
  };

  expect(await obstacles()).toEqual([expect.stringMatching(/^The organization "Acme" requires /)]);
});

test('a connector for the codes removes the obstacle', async () => {
  const { state } = provision.logto;
  state.signInExperience.signUp = { identifiers: ['email'], password: true, verify: true };
  state.connectors.push(connector('Email', 'simple-mail-transfer-protocol'));

  expect(await obstacles()).toEqual([]);
});

test('a connector that the run creates removes the obstacle', async () => {
  provision.logto.state.signInExperience.signUp = { identifiers: ['phone'], password: true, verify: true };
  const { obstacles } = await makePlan(await provision.connect(), smallTenant, { adopt: false });

  expect(obstacles).toEqual([]);
});

test('a suspended demo user is named', async () => {
  provision.logto.state.users.push(user({ username: 'bob', isSuspended: true }));

  expect(await obstacles()).toEqual(['The user "bob" is suspended: reactivate it in Console']);
});

test('apply reports obstacles, whether or not there is something to change', async () => {
  provision.logto.state.signInExperience.captchaPolicy = { enabled: true };
  const line = '! A CAPTCHA protects sign-in, and no test can solve it: turn it off in Console';

  expect((await provision.apply(tenant)).at(-1)).toBe(line);
  expect(await provision.apply(tenant)).toEqual([line]);
});
