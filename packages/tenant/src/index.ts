export type { AccountCenter } from './account-center.ts';
export type {
  Connector,
  OidcConfig,
  OidcConnector,
  TencentAccount,
  TencentSmsConfig,
  TencentSmsConnector,
  Upstream,
  UpstreamUser,
} from './connectors.ts';
export { parseTenant, TenantError } from './parse-tenant.ts';
export type { SignInMethod } from './sign-in-experience.ts';
export type * from './tenant.ts';
