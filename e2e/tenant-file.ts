import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenant } from '@repo/config/tenant';
import { applicationOf, linkRedirectUriOf } from './apps.ts';

/**
 * Writes the tenant with the application of an app that is not in the list of all apps, for its local Logto to read.
 *
 * @returns The file, which is removed when this process ends.
 */
export const tenantFileWith = (app: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const { upstream } = tenant.providers;
  const file = join(folder, 'tenant.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...tenant,
      applications: [...tenant.applications, applicationOf(app)],
      providers: {
        ...tenant.providers,
        ...(upstream && {
          upstream: { ...upstream, redirectUris: [...upstream.redirectUris, linkRedirectUriOf(app)] },
        }),
      },
    }),
  );
  return file;
};
