import type { Tenant } from '@repo/tenant';
import { managementRole } from '@repo/tenant/management-role';
import { createIds, type Ids } from './definition.ts';
import type { ManagementApi } from './management-api.ts';
import { findObstacles } from './obstacles.ts';
import { planMemberships } from './plan-memberships.ts';
import { planners } from './plan-objects.ts';
import { type ProvisionRecord, readRecord } from './record.ts';
import { planSettings } from './settings.ts';
import { takeSnapshot } from './snapshot.ts';
import type { Step } from './step.ts';

type Plan = {
  /** What a run would do: phases in order, each with steps that do not depend on one another. */
  phases: Step[][];
  /** Why the run cannot start. */
  conflicts: string[];
  /** What keeps the demo users from the apps even after the run. */
  obstacles: string[];
  ids: Ids;
  record: ProvisionRecord;
};

/**
 * Compares the tenant's data with what is in Logto. Sends GET requests only.
 *
 * @param options.adopt Whether objects that others created may be changed.
 * @throws CommandError if a request fails, or the record of earlier runs is damaged.
 */
export const makePlan = async (
  api: ManagementApi,
  tenant: Tenant,
  { adopt }: { adopt: boolean },
): Promise<Plan> => {
  const snapshot = await takeSnapshot(api, tenant);
  const record = readRecord(snapshot.organizations);
  const ids = createIds();
  // The tenant refers to this role and does not define it: every Logto has it.
  const builtIn = snapshot.roles.find(({ name }) => name === managementRole);
  if (builtIn) ids.set('role', managementRole, builtIn.id);
  const basis = { tenant, snapshot, record, ids, adopt };
  const objects = planners.map(({ plan }) => plan(basis));
  return {
    phases: [...objects.map(({ steps }) => steps), planMemberships(basis), planSettings(basis)],
    conflicts: objects.flatMap(({ conflicts }) => conflicts),
    obstacles: findObstacles(snapshot, tenant),
    ids,
    record,
  };
};
