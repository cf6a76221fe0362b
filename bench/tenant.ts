import { tenant as samples } from '@repo/config/tenant';
import type { Tenant } from '@repo/tenant';
import { applicationOf, baseUrlOf, integrations } from './integrations.ts';

const { signInExperience } = samples;

/** The samples' tenant with an application for each integration, and with passwords as the only way to sign in. */
export const tenant: Tenant = {
  ...samples,
  connectors: [],
  signInExperience: {
    ...signInExperience,
    signIn: { methods: signInExperience.signIn.methods.filter(({ verificationCode }) => !verificationCode) },
    forgotPasswordMethods: [],
    socialSignInConnectorTargets: [],
  },
  applications: integrations
    .filter(({ callback }) => callback)
    .map((integration) => ({
      ...applicationOf(integration),
      name: `${integration.group}: ${integration.name}`,
      type: 'Traditional',
      description: `Measured at ${baseUrlOf(integration)}`,
      redirectUris: [`${baseUrlOf(integration)}${integration.callback}`],
      postSignOutRedirectUris: [`${baseUrlOf(integration)}/`],
    })),
};
