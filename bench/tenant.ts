import { tenant as samples } from '@repo/config/tenant';
import type { Tenant } from '@repo/tenant';
import { applicationOf, baseUrlOf, integrations } from './integrations.ts';

/** The samples' tenant, with an application for each integration. */
export const tenant: Tenant = {
  ...samples,
  applications: integrations
    .filter(({ callback }) => callback)
    .map((integration) => ({
      ...applicationOf(integration),
      name: `${integration.group}: ${integration.name}`,
      description: `Measured at ${baseUrlOf(integration)}`,
      redirectUris: [`${baseUrlOf(integration)}${integration.callback}`],
      postSignOutRedirectUris: [`${baseUrlOf(integration)}/`],
    })),
};
