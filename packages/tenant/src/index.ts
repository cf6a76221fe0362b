export { parseTenant, TenantError } from './parse-tenant.ts';
export type * from './tenant.ts';
