import type { Tenant } from '@repo/tenant';
import { afterEach, beforeEach } from 'vitest';
import { apply } from '../apply.ts';
import { destroy } from '../destroy.ts';
import { connect } from '../management-api.ts';
import { credentials, startFakeLogto } from './fake-logto/fake-logto.ts';

/** The environment of a command that manages this Logto. */
export const environmentOf = (endpoint: string) => ({
  endpoint,
  tokenEndpoint: endpoint,
  indicator: 'https://default.logto.app/api',
  ...credentials,
  databaseUrl: undefined,
  reachesLoopback: false,
});

/** Starts a fresh Logto for every test, and runs the commands on it. */
export const useFakeLogto = () => {
  let logto: Awaited<ReturnType<typeof startFakeLogto>>;
  beforeEach(async () => {
    logto = await startFakeLogto();
  });
  afterEach(() => logto.close());

  const connected = () => connect(environmentOf(logto.endpoint));
  return {
    get logto() {
      return logto;
    },
    connect: connected,
    /** Returns the lines that the command prints. */
    apply: async (tenant: Tenant, { adopt = false } = {}) => {
      const lines: string[] = [];
      await apply(await connected(), tenant, { adopt, report: (line) => lines.push(line) });
      return lines;
    },
    /** Returns the lines that the command prints, without its summary. */
    destroy: async (tenant: Tenant) => {
      const lines: string[] = [];
      await destroy(await connected(), tenant, (line) => lines.push(line));
      return lines;
    },
  };
};
