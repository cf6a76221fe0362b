import type { Tenant } from '@repo/tenant';
import type { Snapshot } from './snapshot.ts';

/** What a verification code takes: an address of the user, and a connector that sends to it. */
const channels = {
  email: { name: 'email', field: 'primaryEmail', connector: 'Email', factor: 'EmailVerificationCode' },
  phone: { name: 'SMS', field: 'primaryPhone', connector: 'Sms', factor: 'PhoneVerificationCode' },
} as const;

const multiFactorObstacles = (
  { signInExperience, organizations }: Snapshot,
  tenant: Tenant,
): Array<string | false> => {
  const { factors, policy, organizationRequiredMfaPolicy } = signInExperience.mfa;
  if (factors.length === 0) return [];

  const isMandatory = policy.endsWith('Mandatory');
  const strict = organizations.filter(
    ({ name, isMfaRequired }) => isMfaRequired && tenant.organizations.some((own) => own.name === name),
  );
  return [
    isMandatory && 'Multi-factor authentication is mandatory: make it optional in Console',
    !isMandatory &&
      policy !== 'NoPrompt' &&
      'Logto asks users to set up multi-factor authentication: turn the prompt off in Console',
    ...strict.map(
      ({ name }) =>
        organizationRequiredMfaPolicy === 'Mandatory' &&
        `The organization "${name}" requires multi-factor authentication: make it optional in Console`,
    ),
    // For Logto, a known address is a second factor, even if its user has set none up.
    ...Object.values(channels).map(({ name, field, factor }) => {
      const users = tenant.users.filter((user) => user[field]).map(({ username }) => username);
      return (
        factors.includes(factor) &&
        users.length > 0 &&
        `Multi-factor authentication by ${name} sends a code to the invented address of ${users.join(', ')}: turn this factor off in Console`
      );
    }),
  ];
};

/** The sign-in and sign-up methods that send a code, although Logto has no connector to do so, and gets none. */
const connectorObstacles = (
  { signInExperience, connectors }: Snapshot,
  tenant: Tenant,
): Array<string | false> => {
  const { signIn, signUp } = signInExperience;
  const getsSms = tenant.connectors.some(({ connectorId }) => connectorId !== 'oidc');
  return Object.entries(channels).map(([channel, { name, connector }]) => {
    const isUsed =
      signIn.methods.some(({ identifier, verificationCode }) => identifier === channel && verificationCode) ||
      (signUp.verify && signUp.identifiers.some((identifier) => identifier === channel));
    return (
      isUsed &&
      !(connector === 'Sms' && getsSms) &&
      !connectors.some(({ type }) => type === connector) &&
      `Logto has no ${name} connector for the codes that its sign-in experience sends: add one in Console, or "pnpm provision destroy" cannot restore this setting`
    );
  });
};

/**
 * Finds what keeps the demo users, or people who register, from the apps, although the tenant is set up: settings that
 * this command does not change.
 *
 * @returns One line per obstacle, each with what to do about it.
 */
export const findObstacles = (snapshot: Snapshot, tenant: Tenant): string[] => {
  const { signInExperience, profileFields, users } = snapshot;
  const { agreeToTermsPolicy, termsOfUseUrl, privacyPolicyUrl, signUpProfileFields } = signInExperience;

  const hasTerms = Boolean(termsOfUseUrl || privacyPolicyUrl);
  // Without a list, Logto asks for every field that is defined.
  const askedFields = profileFields
    .map(({ name }) => name)
    .filter((name) => signUpProfileFields?.some((field) => field.name === name) ?? true);
  const suspended = users.filter(
    ({ username, isSuspended }) => isSuspended && tenant.users.some((own) => own.username === username),
  );

  return [
    ...multiFactorObstacles(snapshot, tenant),
    signInExperience.passkeySignIn.enabled &&
      'Logto asks users to create a passkey: turn passkey sign-in off in Console',
    hasTerms &&
      agreeToTermsPolicy === 'Manual' &&
      'Users must agree to your terms before they sign in: choose automatic agreement in Console',
    hasTerms &&
      agreeToTermsPolicy === 'ManualRegistrationOnly' &&
      'Users must agree to your terms before they register: choose automatic agreement in Console',
    askedFields.length > 0 &&
      `Logto asks new users for the profile fields ${askedFields.join(', ')}: remove them from the sign-in experience in Console`,
    signInExperience.captchaPolicy.enabled === true &&
      'A CAPTCHA protects sign-in, and no test can solve it: turn it off in Console',
    signInExperience.passwordExpiration.enabled === true &&
      'Passwords expire, and then the demo users must choose others: turn this off in Console',
    ...connectorObstacles(snapshot, tenant),
    ...suspended.map(({ username }) => `The user "${username}" is suspended: reactivate it in Console`),
  ].filter((line) => typeof line === 'string');
};
