import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import type { Context, Definition, Ids } from './definition.ts';
import { applications } from './kinds/applications.ts';
import { connectors } from './kinds/connectors.ts';
import { organizationRoles } from './kinds/organization-roles.ts';
import { organizationScopes } from './kinds/organization-scopes.ts';
import { organizations } from './kinds/organizations.ts';
import { resources } from './kinds/resources.ts';
import { roles } from './kinds/roles.ts';
import { scopes } from './kinds/scopes.ts';
import { users } from './kinds/users.ts';
import type { ManagementApi } from './management-api.ts';
import type { Kind, ProvisionRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import type { Step } from './step.ts';

/** What a plan is based on. */
export type Basis = {
  tenant: Tenant;
  snapshot: Snapshot;
  record: ProvisionRecord;
  ids: Ids;
  /** Whether objects that others created may be changed. */
  adopt: boolean;
};

/** What a run can do with one kind of object. */
type Planner = {
  kind: Kind;
  plan: (basis: Basis) => { steps: Step[]; conflicts: string[] };
  /** The ids of all objects with this key; undefined if the tenant no longer defines it. */
  idsOf: (tenant: Tenant, snapshot: Snapshot, key: string) => string[] | undefined;
  remove: (api: ManagementApi, id: string, snapshot: Snapshot) => Promise<unknown>;
};

const foreign = 'was not created by this command: rename or delete it in Console, or run again with --adopt';

// Logto's error codes for a name that another object has.
const taken = /(_in_use|_exists|unique_integrity_violation|same_platform)$/;

/** The current name of an object that can be renamed. Ids are unique across kinds. */
const nameOf = (snapshot: Snapshot, id: string): string | undefined =>
  [
    ...snapshot.resources.flatMap(({ scopes = [] }) => scopes),
    ...snapshot.roles,
    ...snapshot.organizationScopes,
    ...snapshot.organizationRoles,
    ...snapshot.applications,
    ...snapshot.users.map((user) => ({ id: user.id, name: user.username ?? user.id })),
    ...snapshot.organizations,
  ].find((object) => object.id === id)?.name;

const planner = <Wanted, Found extends { id: string }>(definition: Definition<Wanted, Found>): Planner => {
  const { kind, keyOf, find } = definition;

  const create = async (context: Context, record: ProvisionRecord, wanted: Wanted) => {
    const key = keyOf(wanted);
    const id = await definition.create(context, wanted).catch(async (error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      // Somebody else has created an object of this name in the meantime.
      if (error.status === 422 && taken.test(error.code ?? '')) {
        record.withdraw(kind, key);
        await record.save(context.api);
      }
      throw new CommandError(`The ${kind} "${key}": ${error.message}`, error.status, error.code);
    });
    context.ids.set(kind, key, id);
    record.confirm(kind, key, id);
    await definition.complete?.(context, wanted, id);
  };

  /** Returns a step, or the reason why there can be none. */
  const planOne = ({ snapshot, record, tenant, ids, adopt }: Basis, wanted: Wanted): Step | string => {
    const key = keyOf(wanted);
    const named = find(snapshot, wanted);
    const known = record.idOf(kind, key);
    const newName = known && !named.some(({ id }) => id === known) && nameOf(snapshot, known);
    // A new object of this name would replace it in the record, and `destroy` would no longer find it.
    if (newName) return `was renamed to "${newName}": rename it back in Console, or delete it`;

    const ours = named.filter(({ id }) => record.ownerOf(kind, key, id) !== 'foreign');
    const [found = named[0]] = ours;
    const conflict = definition.conflict?.({ snapshot, record, tenant, wanted, found });
    if (conflict) return conflict;
    if (ours.length !== 1 && named.length > 1) return 'exists more than once: delete all but one in Console';
    if (!found) {
      return {
        action: 'create',
        kind,
        name: key,
        differences: [],
        announce: () => record.intend(kind, key),
        run: (context) => create(context, record, wanted),
      };
    }

    ids.set(kind, key, found.id);
    const differences = definition.differences(wanted, found);
    const change = async (context: Context) => {
      if (differences.length > 0) await definition.change(context, wanted, found, differences);
    };
    if (ours.length === 0) {
      if (!adopt) return foreign;
      const run = async (context: Context) => {
        await definition.adopt?.(context, wanted, found);
        await change(context);
        record.adopt(kind, key, found.id);
      };
      return { action: 'adopt', kind, name: key, differences, run };
    }
    // An interrupted run created this object and did not receive its id.
    if (record.ownerOf(kind, key, found.id) === 'made') record.confirm(kind, key, found.id);
    const action = differences.length > 0 ? 'change' : 'leave';
    return { action, kind, name: key, differences, run: change };
  };

  return {
    kind,
    plan: (basis) => {
      const steps: Step[] = [];
      const conflicts: string[] = [];
      for (const wanted of definition.wanted(basis.tenant)) {
        const step = planOne(basis, wanted);
        if (typeof step === 'string') conflicts.push(`The ${kind} "${keyOf(wanted)}" ${step}`);
        else steps.push(step);
      }
      return { steps, conflicts };
    },
    idsOf: (tenant, snapshot, key) => {
      const wanted = definition.wanted(tenant).find((candidate) => keyOf(candidate) === key);
      return wanted && find(snapshot, wanted).map(({ id }) => id);
    },
    remove: definition.remove,
  };
};

/** Every kind of object, in the order of creation: each can refer to those before it. */
export const planners: Planner[] = [
  planner(resources),
  planner(scopes),
  planner(roles),
  planner(organizationScopes),
  planner(organizationRoles),
  planner(applications),
  planner(users),
  planner(organizations),
  planner(connectors),
];
