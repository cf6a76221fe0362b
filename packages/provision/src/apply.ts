import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import { describeSteps } from './describe.ts';
import { inParallel } from './in-parallel.ts';
import type { ManagementApi } from './management-api.ts';
import { makePlan } from './plan.ts';

type Options = { adopt: boolean; report: (line: string) => void };

/**
 * Creates the tenant in Logto, or updates what differs. If a run is interrupted, the next one completes it; a run with
 * nothing to change writes nothing.
 *
 * @returns How many things changed.
 * @throws CommandError before the first write if objects conflict with the tenant, or at the first failed request.
 */
export const apply = async (
  api: ManagementApi,
  tenant: Tenant,
  { adopt, report }: Options,
): Promise<number> => {
  const { phases, conflicts, obstacles, ids, record } = await makePlan(api, tenant, { adopt });
  if (conflicts.length > 0) throw new CommandError(conflicts.join('\n'));

  let count = 0;
  for (const phase of phases) {
    const steps = phase.filter(({ action }) => action !== 'leave');
    if (steps.length === 0) continue;
    for (const { announce } of steps) announce?.(record);
    await record.save(api);
    await inParallel(steps, ({ run }) => run({ api, ids }, record));
    for (const line of describeSteps(steps)) report(line);
    count += steps.length;
  }
  await record.save(api);
  for (const obstacle of obstacles) report(`! ${obstacle}`);
  return count;
};
