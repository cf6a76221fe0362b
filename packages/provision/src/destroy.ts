import type { Tenant } from '@repo/config';
import { inParallel } from './in-parallel.ts';
import type { ManagementApi } from './management-api.ts';
import { planners } from './plan-objects.ts';
import { readRecord } from './record.ts';
import { RefusedError } from './refused-error.ts';
import { restoreSettings } from './settings.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * Removes from Logto what this command made there, and puts its settings back. What others made stays, also where
 * they let it be adopted.
 *
 * @returns What is true at the end, in one line.
 * @throws RefusedError before anything is removed, when it is unknown what is ours; or at the first request that fails:
 *   the next run goes on from there.
 */
export const destroy = async (
  api: ManagementApi,
  tenant: Tenant,
  report: (line: string) => void,
): Promise<string> => {
  const snapshot = await takeSnapshot(api, tenant);
  const record = readRecord(snapshot.organizations);
  if (record.isNew)
    return 'Nothing was removed: this Logto has no record of anything that this command made.';

  const removals = planners.toReversed().map(({ kind, idsOf, remove }) => {
    const ours = record.made(kind).flatMap(([key, known]) => {
      // Without an id in the record, an object was about to be made: it is ours if it is there.
      const ids = known ? [known] : idsOf(tenant, snapshot, key);
      if (!ids) {
        throw new RefusedError(
          `The ${kind} "${key}" may be there from a run that broke off, and the tenant's data has it no longer: put it back there, and run the command again`,
        );
      }
      if (ids.length > 1) {
        throw new RefusedError(`The ${kind} "${key}" is there more than once: delete all but one in Console`);
      }
      return ids.map((id) => ({ key, id }));
    });
    return { kind, remove, ours };
  });

  for (const { kind, remove, ours } of removals) {
    await inParallel(ours, async ({ key, id }) => {
      try {
        await remove(api, id, key, snapshot);
      } catch (error) {
        // Somebody has removed it, or an earlier run that broke off.
        if (!(error instanceof RefusedError && error.status === 404)) throw error;
      }
    });
    if (ours.length > 0) report(`- ${ours.length} ${kind}${ours.length === 1 ? '' : 's'}`);
  }
  const kept = await restoreSettings(api, snapshot, record);
  for (const name of kept) report(`= ${name}: changed since, left alone`);
  await record.remove(api);
  return kept.length > 0 ? 'Nothing else that it made is left.' : 'Nothing that it made is left.';
};
