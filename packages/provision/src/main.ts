import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { applications, resourceServerApplication, tenant as written } from '@repo/config';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { parseTenant, type Tenant } from '@repo/tenant';
import { readTencentConfig } from '@repo/tenant/read-tencent-config';
import { apply } from './apply.ts';
import { chooseConnectors, redirectUri } from './choose-connectors.ts';
import { CommandError } from './command-error.ts';
import { describeSteps, summarize } from './describe.ts';
import { destroy } from './destroy.ts';
import { bodyOf, connect, type ManagementApi } from './management-api.ts';
import { readManagementEnvironment } from './management-environment.ts';
import { makePlan } from './plan.ts';
import { type Providers, readProviders } from './providers.ts';
import { sendTestSms } from './send-test-sms.ts';
import { unreachableReceivers } from './unreachable-receivers.ts';
import { wildcardRedirectUris } from './wildcard-redirect-uris.ts';
import { writeEnvironment } from './write-environment.ts';

const usage = `Sets up your own Logto for the samples. Put its address and credentials into .env.local at the root of
the repository first: packages/provision/README.md lists the variables.

  pnpm provision plan       shows what would change, and changes nothing
  pnpm provision apply      creates what is missing and updates what differs;
                            --adopt also changes objects that you created under the same names
  pnpm provision env        points the apps to your Logto in their .env.local;
                            --overwrite replaces values that you wrote there
  pnpm provision destroy    removes what apply created, and restores the tenant's settings
  pnpm provision send-test-sms +12025550123
                            sends a message with your TENCENT_ settings, as "Send" in Console does`;

const report = (line: string) => console.log(`  ${line}`);

const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
};

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { adopt: { type: 'boolean' }, overwrite: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const [command, phone, ...others] = positionals;
    if (values.help) return { command: 'help' };
    if (!command || others.length > 0) throw new CommandError(usage);
    if ((phone !== undefined) !== (command === 'send-test-sms')) throw new CommandError(usage);
    if (values.adopt && command !== 'plan' && command !== 'apply') throw new CommandError(usage);
    if (values.overwrite && command !== 'env') throw new CommandError(usage);
    return { command, phone, adopt: values.adopt === true, overwrite: values.overwrite === true };
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(usage);
  }
};

/** Reports where the providers of social connectors send users back to: Logto, and the apps in which they link accounts. */
const reportRedirectUris = async (
  api: ManagementApi,
  endpoint: string,
  { connectors, providers }: Tenant,
) => {
  const present = await bodyOf(api.GET('/api/connectors'));
  for (const connector of connectors) {
    if (connector.connectorId !== 'oidc') continue;
    const { target } = connector.metadata;
    const { id } = present.find((candidate) => candidate.target === target) ?? connector;
    for (const uri of [redirectUri(endpoint, id), ...(providers.upstream?.redirectUris ?? [])]) {
      report(`The provider of "${target}" must know the redirect URI ${uri}`);
    }
  }
};

const run = async (): Promise<void> => {
  const { command, phone = '', adopt = false, overwrite = false } = readArguments();
  if (command === 'help') return console.log(usage);
  if (!['plan', 'apply', 'env', 'destroy', 'send-test-sms'].includes(command)) throw new CommandError(usage);

  const tenant = parseTenant(written, 'packages/config/src/tenant.ts');
  loadEnvironmentFiles();
  const environment = readManagementEnvironment();
  const { endpoint, reachesLoopback } = environment;
  const api = await connect(environment);
  console.log(`Logto at ${endpoint}`);

  const choose = async (wanted: Tenant, providers: Providers) => {
    const factories = await bodyOf(api.GET('/api/connector-factories'));
    return chooseConnectors(wanted, { providers, endpoint, factories: factories.map(({ id }) => id) });
  };

  if (command === 'plan') {
    const { tenant: wanted, leftOut } = await choose(tenant, await readProviders());
    const { phases, conflicts, obstacles } = await makePlan(api, wanted, { adopt });
    for (const steps of phases) describeSteps(steps).forEach(report);
    const unreachable = reachesLoopback ? [] : unreachableReceivers(wanted);
    for (const line of [...leftOut, ...obstacles, ...unreachable, ...wildcardRedirectUris(wanted)])
      report(`! ${line}`);
    await reportRedirectUris(api, endpoint, wanted);
    console.log(summarize(phases.flat()));
    if (conflicts.length > 0) throw new CommandError(conflicts.join('\n'));
  }
  if (command === 'apply') {
    const { tenant: wanted, leftOut } = await choose(tenant, await readProviders());
    const count = await apply(api, wanted, { adopt, report });
    const unreachable = reachesLoopback ? [] : unreachableReceivers(wanted);
    for (const line of [...leftOut, ...unreachable, ...wildcardRedirectUris(wanted)]) report(`! ${line}`);
    await reportRedirectUris(api, endpoint, wanted);
    console.log(
      count === 0 ? 'Nothing to change' : 'Done. Next: "pnpm provision env" points the apps to it.',
    );
  }
  if (command === 'env') {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const isTerminal = stdin.isTTY && stdout.isTTY;
    await writeEnvironment({
      api,
      endpoint,
      root,
      applications,
      protectedApi: resourceServerApplication,
      overwrite,
      report,
      ...(isTerminal && { ask }),
    });
  }
  if (command === 'destroy') console.log(await destroy(api, tenant, report));
  if (command === 'send-test-sms') {
    const connectors = tenant.connectors.filter(({ connectorId }) => connectorId !== 'oidc');
    const { tenant: wanted, leftOut } = await choose(
      { ...tenant, connectors },
      { tencent: readTencentConfig() },
    );
    if (leftOut.length > 0) throw new CommandError(leftOut.join('\n'));
    await sendTestSms(api, wanted, phone);
    console.log(`Tencent Cloud accepted a message with the code 000000 for ${phone}`);
  }
};

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
