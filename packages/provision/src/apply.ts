import type { Tenant } from '@repo/config';
import { describeSteps } from './describe.ts';
import { inParallel } from './in-parallel.ts';
import type { ManagementApi } from './management-api.ts';
import { makePlan } from './plan.ts';
import { RefusedError } from './refused-error.ts';

type Options = { adopt: boolean; report: (line: string) => void };

/**
 * Brings the tenant's data to Logto. What is there already is left alone, so that a run that broke off is finished by
 * the next, and a run after that changes nothing.
 *
 * @returns How many things changed.
 * @throws RefusedError before anything is written, when objects that others made are in the way; or at the first
 *   request that fails.
 */
export const apply = async (
  api: ManagementApi,
  tenant: Tenant,
  { adopt, report }: Options,
): Promise<number> => {
  const { phases, obstacles, ids, record } = await makePlan(api, tenant, { adopt });
  if (obstacles.length > 0) throw new RefusedError(obstacles.join('\n'));

  let count = 0;
  for (const phase of phases) {
    const steps = phase.filter(({ action }) => action !== 'leave');
    if (steps.length === 0) continue;
    for (const { announce } of steps) announce(record);
    await record.save(api);
    await inParallel(steps, ({ run }) => run({ api, ids }, record));
    for (const line of describeSteps(steps)) report(line);
    count += steps.length;
  }
  await record.save(api);
  return count;
};
