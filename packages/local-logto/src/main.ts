import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { tenant as defaultTenant } from '@repo/config/tenant';
import { readTencentConfig } from '@repo/tenant/read-tencent-config';
import { ConnectorSettingsError } from './connectors/connectors.ts';
import { startLocalLogto } from './local-logto.ts';

// This server runs for hours beside the apps: low memory matters more than speed.
setFlagsFromString('--optimize-for-size');

loadEnvironmentFiles();

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

if (process.env.NODE_ENV === 'production') {
  fail('The local Logto is not for production: point LOGTO_ENDPOINT at a real Logto, or unset NODE_ENV.');
}

const port = Number(process.env.LOCAL_LOGTO_PORT || 3001);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  fail('LOCAL_LOGTO_PORT must be a port number, or 0 for a free one.');
}

const readTenant = async (file: string) => {
  // Loaded only when needed: the schema takes 4 MB of memory and a tenth of the start.
  const { readTenantFile, TenantError } = await import('@repo/tenant/read-tenant-file');
  try {
    return await readTenantFile(file);
  } catch (error) {
    if (error instanceof TenantError) return fail(error.message);
    throw error;
  }
};

// pnpm and npm run this in its own folder, but a path is relative to where the command was typed.
const { LOCAL_LOGTO_TENANT: path, LOCAL_LOGTO_COMPARISON: page, INIT_CWD = '' } = process.env;
const tenant = path ? await readTenant(resolve(INIT_CWD, path)) : defaultTenant;

const comparison = page && resolve(INIT_CWD, page);

const readTencent = () => {
  try {
    return readTencentConfig();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};
const tencent = readTencent();

const start = async () => {
  try {
    return await startLocalLogto({
      tenant,
      port,
      control: true,
      comparison,
      // #region lesson
      samples: !path,
      // #endregion
      tencent,
    });
  } catch (error) {
    if (error instanceof ConnectorSettingsError) {
      return fail(error.message.replace(/^/gm, `${path ?? 'the tenant'}: `));
    }
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    return fail(
      `Port ${port} is in use: stop the process that listens there, or set LOCAL_LOGTO_PORT to another port.`,
    );
  }
};

const localLogto = await start();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => localLogto.close());
}
const messages = tencent ? '; text messages are sent by Tencent Cloud' : '';
console.log(`Local Logto ready at ${localLogto.endpoint} in ${Math.round(performance.now())} ms${messages}`);
