import { resolve } from 'node:path';
import { parseTenant, TenantError, type TenantInput } from '@repo/tenant';
import { readTenantFile } from '@repo/tenant/read-tenant-file';
import { type LocalLogto, type LocalLogtoOptions, startLocalLogto as start } from './local-logto.ts';

export type Options = Omit<LocalLogtoOptions, 'tenant'> & {
  /** The applications, users and everything else that it serves, or the path of a file with them: JSON, YAML or a module. */
  tenant: TenantInput | string;
};

export type { LocalLogto, TenantInput };
export { TenantError };

/**
 * Starts a Logto for development and tests, from a tenant as it is written.
 *
 * @throws TenantError if the tenant is invalid or there is no such file: one line per problem, with what to do. Error if
 *   the port is in use, or if a connector refuses its settings.
 */
export const startLocalLogto = async ({ tenant, ...options }: Options): Promise<LocalLogto> =>
  start({
    ...options,
    tenant:
      typeof tenant === 'string' ? await readTenantFile(resolve(tenant)) : parseTenant(tenant, 'the tenant'),
  });
