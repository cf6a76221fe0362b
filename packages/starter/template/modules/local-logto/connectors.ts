import type { Tenant } from '@repo/tenant';

/** Connectors for social sign-in and text messages. Each needs its package, such as `@logto/connector-oidc`. */
export const connectors: Tenant['connectors'] = [];

/** What stands behind the connectors on this machine. */
export const providers: Tenant['providers'] = {};
