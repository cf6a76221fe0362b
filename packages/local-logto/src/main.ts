import { setFlagsFromString } from 'node:v8';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { tenant as defaultTenant } from '@repo/config/tenant';
import { readTencentConfig } from '@repo/tenant/read-tencent-config';
import { readCommandLine, usage } from './command-line.ts';
import { ConnectorSettingsError } from './connectors/connectors.ts';
import { startLocalLogto } from './local-logto.ts';
import { SettingError } from './setting-error.ts';

// This server runs for hours beside the apps: low memory matters more than speed.
setFlagsFromString('--optimize-for-size');

loadEnvironmentFiles();

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** Ends the process with one line if a setting is wrong. */
const orFail = <Result>(read: () => Result): Result => {
  try {
    return read();
  } catch (error) {
    if (error instanceof SettingError) return fail(error.message);
    throw error;
  }
};

const {
  wantsHelp,
  tenant: path,
  ...settings
} = orFail(() => readCommandLine(process.argv.slice(2), process.env));
if (wantsHelp) {
  console.log(usage);
  process.exit();
}

if (process.env.NODE_ENV === 'production') {
  fail('The local Logto is not for production: point LOGTO_ENDPOINT at a real Logto, or unset NODE_ENV.');
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

const tenant = path ? await readTenant(path) : defaultTenant;

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
      ...settings,
      tenant,
      control: true,
      // #region lesson
      samples: !path,
      // #endregion
      tencent,
    });
  } catch (error) {
    if (error instanceof ConnectorSettingsError) {
      return fail(error.message.replace(/^/gm, `${path ?? 'the tenant'}: `));
    }
    if (error instanceof SettingError) return fail(`${error.message}.`);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const { port, host } = settings;
    if (code === 'EADDRINUSE') {
      return fail(
        `Port ${port} is in use: stop the process that listens there, or choose another with --port or LOCAL_LOGTO_PORT.`,
      );
    }
    if (code === 'EACCES') return fail(`Port ${port} is reserved: choose one above 1023 with --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      return fail(`--host ${host} is no address of this machine: leave it out, or use 0.0.0.0 for all.`);
    }
    throw error;
  }
};

const localLogto = await start();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => localLogto.close());
}
const messages = tencent ? '; text messages are sent by Tencent Cloud' : '';
console.log(`Local Logto ready at ${localLogto.endpoint} in ${Math.round(performance.now())} ms${messages}`);
