import { parseTenant, type Tenant, type TenantInput } from '@repo/tenant';
import { recordedSessionsTenant } from './recorded-sessions-tenant.ts';

/** The single-page app of the recordings. */
export const singlePageApp = {
  name: 'Single page app',
  id: 'vv0x2c7mcbbfw1ppm53mw',
  type: 'SPA',
  redirectUris: ['http://localhost:3504/callback'],
  postSignOutRedirectUris: ['http://localhost:3504/'],
} satisfies TenantInput['applications'][number];

/** The API resource that the recordings ask for. */
export const recordedResource = 'https://shopping.your-app.com/api';

/**
 * The tenant of the recordings of a single-page app.
 *
 * @param corsAllowedOrigins The setting that differs from recording to recording.
 */
export const recordedPublicTenant = (corsAllowedOrigins?: string[]): Tenant => {
  const recorded = recordedSessionsTenant('http://localhost:3504');
  const { applications, resources, roles } = parseTenant(
    {
      applications: [{ ...singlePageApp, corsAllowedOrigins }],
      resources: [{ name: 'Shopping', indicator: recordedResource, scopes: [{ name: 'read' }] }],
      roles: [{ name: 'reader', resourceScopes: [{ resource: recordedResource, scopes: ['read'] }] }],
    },
    'recorded-public-tenant.ts',
  );
  return { ...recorded, applications: [...recorded.applications, ...applications], resources, roles };
};
