import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import { counted } from './describe.ts';
import { inParallel } from './in-parallel.ts';
import type { ManagementApi } from './management-api.ts';
import { planners } from './plan-objects.ts';
import { readRecord } from './record.ts';
import { restoreSettings } from './settings.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * Removes what `apply` created and restores the settings. Objects that others created stay, even if they were adopted.
 *
 * @returns One line that sums up the result.
 * @throws CommandError before the first removal if it is unclear what `apply` created, or at the first failed request;
 *   the next run continues from there.
 */
export const destroy = async (
  api: ManagementApi,
  tenant: Tenant,
  report: (line: string) => void,
): Promise<string> => {
  const snapshot = await takeSnapshot(api, tenant);
  const record = readRecord(snapshot.organizations);
  if (record.isNew)
    return 'Nothing to remove: this Logto has no record of anything that "pnpm provision" created.';

  const removals = planners.toReversed().map(({ kind, idsOf, remove }) => {
    const ours = record.made(kind).flatMap(([key, known]) => {
      // The record has no id for an object that was about to be created: if it exists, it is ours.
      const ids = known ? [known] : idsOf(tenant, snapshot, key);
      if (!ids) {
        throw new CommandError(
          `The ${kind} "${key}" may be left from an interrupted run, and the tenant no longer defines it: put it back into the tenant, then run the command again`,
        );
      }
      if (ids.length > 1) {
        throw new CommandError(`The ${kind} "${key}" exists more than once: delete all but one in Console`);
      }
      return ids;
    });
    return { kind, remove, ours };
  });

  // Settings come first, because Logto takes the button of a connector that is removed out of them.
  const { lines, isComplete } = await restoreSettings(api, snapshot, record);
  lines.forEach(report);
  for (const { kind, remove, ours } of removals) {
    const removed = await inParallel(ours, async (id) => {
      try {
        await remove(api, id, snapshot);
        return true;
      } catch (error) {
        // Already removed, by a person or by an interrupted run.
        if (error instanceof CommandError && error.status === 404) return false;
        throw error;
      }
    });
    const count = removed.filter(Boolean).length;
    if (count > 0) report(`- ${counted(count, kind)}`);
  }
  await record.remove(api);
  return isComplete
    ? 'Removed everything that "pnpm provision" created.'
    : 'Removed everything that "pnpm provision" created, but did not restore all settings.';
};
