import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { applications, readManagementEnvironment, tenant } from '@repo/config';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { limitFetchTime } from '@repo/server/limit-fetch-time';
import { apply } from './apply.ts';
import { describeSteps, summarize } from './describe.ts';
import { destroy } from './destroy.ts';
import { connect } from './management-api.ts';
import { makePlan } from './plan.ts';
import { RefusedError } from './refused-error.ts';
import { writeEnvironment } from './write-environment.ts';

const usage = `Brings the samples' tenant to a Logto of your own. Its address and who may manage it stand in .env.local
at the root of the repository; packages/provision/README.md says how.

  pnpm provision plan                 shows what would change
  pnpm provision apply                does it; --adopt lets it change what you made by hand under the same names
  pnpm provision env                  writes the apps' .env.local; --overwrite replaces what you wrote there
  pnpm provision destroy              removes what it made, and puts the tenant's settings back`;

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
    const [command, ...others] = positionals;
    if (values.help) return { command: 'help' };
    if (!command || others.length > 0) throw new RefusedError(usage);
    if (values.adopt && command !== 'plan' && command !== 'apply') throw new RefusedError(usage);
    if (values.overwrite && command !== 'env') throw new RefusedError(usage);
    return { command, adopt: values.adopt === true, overwrite: values.overwrite === true };
  } catch (error) {
    throw error instanceof RefusedError ? error : new RefusedError(usage);
  }
};

const run = async (): Promise<void> => {
  const { command, adopt = false, overwrite = false } = readArguments();
  if (command === 'help') return console.log(usage);
  if (!['plan', 'apply', 'env', 'destroy'].includes(command)) throw new RefusedError(usage);

  loadEnvironmentFiles();
  const environment = readManagementEnvironment();
  limitFetchTime(30_000);
  const { endpoint } = environment;
  const api = await connect(environment);
  console.log(`Logto at ${endpoint}`);

  if (command === 'plan') {
    const { phases, obstacles } = await makePlan(api, tenant, { adopt });
    for (const steps of phases) describeSteps(steps).forEach(report);
    console.log(summarize(phases.flat()));
    if (obstacles.length > 0) throw new RefusedError(obstacles.join('\n'));
  }
  if (command === 'apply') {
    const count = await apply(api, tenant, { adopt, report });
    console.log(count === 0 ? 'Nothing to change' : 'Done. "pnpm provision env" points the apps to it.');
  }
  if (command === 'env') {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const isTerminal = stdin.isTTY && stdout.isTTY;
    await writeEnvironment({
      api,
      endpoint,
      root,
      applications,
      overwrite,
      report,
      ...(isTerminal && { ask }),
    });
  }
  if (command === 'destroy') console.log(await destroy(api, tenant, report));
};

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
