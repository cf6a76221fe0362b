import type { Tenant } from '@repo/config';
import { afterEach, beforeEach } from 'vitest';
import { apply } from '../src/apply.ts';
import { destroy } from '../src/destroy.ts';
import { connect, type ManagementApi } from '../src/management-api.ts';
import { credentials, startStandIn } from './stand-in/index.ts';

/** How a test reaches its own Logto. */
export const environmentOf = (endpoint: string) => ({
  endpoint,
  tokenEndpoint: endpoint,
  indicator: 'https://default.logto.app/api',
  ...credentials,
  databaseUrl: undefined,
});

/** A fresh Logto for every test, and the commands that work on it. */
export const useLogto = () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());

  const connected = (): Promise<ManagementApi> => connect(environmentOf(standIn.endpoint));
  return {
    get logto() {
      return standIn;
    },
    connected,
    run: async (tenant: Tenant, options: { adopt?: boolean } = {}) => {
      const lines: string[] = [];
      const adopt = options.adopt ?? false;
      await apply(await connected(), tenant, { adopt, report: (line) => lines.push(line) });
      return lines;
    },
    destroyAll: async (tenant: Tenant) => {
      const lines: string[] = [];
      await destroy(await connected(), tenant, (line) => lines.push(line));
      return lines;
    },
  };
};
