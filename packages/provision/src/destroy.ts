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
 * @throws RefusedError at the first request that fails; the next run goes on from there.
 */
export const destroy = async (
  api: ManagementApi,
  tenant: Tenant,
  report: (line: string) => void,
): Promise<void> => {
  const snapshot = await takeSnapshot(api, tenant);
  const record = readRecord(snapshot.organizations);

  for (const { kind, idsOf, remove } of planners.toReversed()) {
    const ours = record.made(kind).flatMap(([key, known]) => {
      // Without an id in the record, an object was about to be made: it is ours if it is there.
      const ids = known ? [known] : idsOf(tenant, snapshot, key);
      if (ids.length > 1) {
        throw new RefusedError(`The ${kind} "${key}" is there more than once: delete all but one in Console`);
      }
      return ids.map((id) => ({ key, id }));
    });
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
};
