import type { Tenant } from '@repo/config';
import type { Context, Definition, Ids } from './definition.ts';
import { applications } from './kinds/applications.ts';
import { organizationRoles } from './kinds/organization-roles.ts';
import { organizationScopes } from './kinds/organization-scopes.ts';
import { organizations } from './kinds/organizations.ts';
import { resources } from './kinds/resources.ts';
import { roles } from './kinds/roles.ts';
import { scopes } from './kinds/scopes.ts';
import { users } from './kinds/users.ts';
import type { ManagementApi } from './management-api.ts';
import type { Kind, ProvisionRecord } from './record.ts';
import { RefusedError } from './refused-error.ts';
import type { Snapshot } from './snapshot.ts';
import { nothing, type Step } from './step.ts';

/** What a plan is made from. */
export type Basis = {
  tenant: Tenant;
  snapshot: Snapshot;
  record: ProvisionRecord;
  ids: Ids;
  /** Whether objects that others made may be changed. */
  adopt: boolean;
};

/** What can be done with one kind of object. */
export type Planner = {
  kind: Kind;
  plan: (basis: Basis) => { steps: Step[]; obstacles: string[] };
  /** The ids of objects with this key, unless the tenant's data has it no longer. */
  idsOf: (tenant: Tenant, snapshot: Snapshot, key: string) => string[] | undefined;
  remove: (api: ManagementApi, id: string, key: string, snapshot: Snapshot) => Promise<unknown>;
};

const cure = 'was not made by this command: rename or delete it in Console, or run again with --adopt';

// What Logto calls a name that another object bears.
const taken = /(_in_use|_exists|unique_integrity_violation)$/;

/** What an object that can be renamed is called now, whatever its kind: ids do not repeat. */
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
      if (!(error instanceof RefusedError)) throw error;
      // Somebody else was faster: what bears this name now is not ours.
      if (error.status === 422 && taken.test(error.code ?? '')) {
        record.withdraw(kind, key);
        await record.save(context.api);
      }
      throw new RefusedError(`The ${kind} "${key}": ${error.message}`, error.status, error.code);
    });
    context.ids.set(kind, key, id);
    record.confirm(kind, key, id);
    await definition.complete?.(context, wanted, id);
  };

  const planOne = ({ snapshot, record, tenant, ids, adopt }: Basis, wanted: Wanted): Step | string => {
    const key = keyOf(wanted);
    const named = find(snapshot, wanted);
    const known = record.idOf(kind, key);
    const newName = known && !named.some(({ id }) => id === known) && nameOf(snapshot, known);
    // Another one of this name would take its place in the record, and nothing would ever remove it.
    if (newName) return `was renamed to "${newName}": rename it back in Console, or delete it`;

    const ours = named.filter(({ id }) => record.ownerOf(kind, key, id) !== 'foreign');
    const [found = named[0]] = ours;
    const obstacle = definition.obstacle?.({ snapshot, record, tenant, wanted, found });
    if (obstacle) return obstacle;
    if (ours.length !== 1 && named.length > 1)
      return 'is there more than once: delete all but one in Console';
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
      if (!adopt) return cure;
      const run = async (context: Context) => {
        await definition.adopt?.(context, wanted, found);
        await change(context);
        record.adopt(kind, key, found.id);
      };
      return { action: 'adopt', kind, name: key, differences, announce: nothing, run };
    }
    // An object that an earlier run made without hearing of it gets its id into the record.
    if (record.ownerOf(kind, key, found.id) === 'made') record.confirm(kind, key, found.id);
    const action = differences.length > 0 ? 'change' : 'leave';
    return { action, kind, name: key, differences, announce: nothing, run: change };
  };

  return {
    kind,
    plan: (basis) => {
      const steps: Step[] = [];
      const obstacles: string[] = [];
      for (const wanted of definition.wanted(basis.tenant)) {
        const step = planOne(basis, wanted);
        if (typeof step === 'string') obstacles.push(`The ${kind} "${keyOf(wanted)}" ${step}`);
        else steps.push(step);
      }
      return { steps, obstacles };
    },
    idsOf: (tenant, snapshot, key) => {
      const wanted = definition.wanted(tenant).find((candidate) => keyOf(candidate) === key);
      return wanted && find(snapshot, wanted).map(({ id }) => id);
    },
    remove: definition.remove,
  };
};

/** Every kind of object, in the order of creation: each may refer to those before it. */
export const planners: Planner[] = [
  planner(resources),
  planner(scopes),
  planner(roles),
  planner(organizationScopes),
  planner(organizationRoles),
  planner(applications),
  planner(users),
  planner(organizations),
];
