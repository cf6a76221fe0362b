import type { Tenant } from '@repo/config';
import type { ManagementApi } from './management-api.ts';
import type { Kind, ProvisionRecord } from './record.ts';
import { RefusedError } from './refused-error.ts';
import type { Snapshot } from './snapshot.ts';

/** The ids that Logto gave, by kind and name; they fill up while a run goes on. */
export type Ids = ReturnType<typeof createIds>;

export const createIds = () => {
  const ids = new Map<string, string>();
  return {
    set: (kind: Kind, key: string, id: string) => {
      ids.set(`${kind} ${key}`, id);
    },
    find: (kind: Kind, key: string): string | undefined => ids.get(`${kind} ${key}`),
    get: (kind: Kind, key: string): string => {
      const id = ids.get(`${kind} ${key}`);
      if (id === undefined)
        throw new RefusedError(`The tenant's data names the ${kind} "${key}" and has none`);
      return id;
    },
  };
};

/** What a step of a run works with. */
export type Context = { api: ManagementApi; ids: Ids };

/** How one kind of object of the tenant's data is found, compared, created, changed and removed. */
export type Definition<Wanted, Found extends { id: string }> = {
  kind: Kind;
  wanted: (tenant: Tenant) => Wanted[];
  /** The natural key: what tells one object of this kind from another. */
  keyOf: (wanted: Wanted) => string;
  /** All objects in Logto with that key. */
  find: (snapshot: Snapshot, wanted: Wanted) => Found[];
  /** Says why Logto cannot get to what is wanted, whoever made what is there. */
  obstacle?: (state: {
    snapshot: Snapshot;
    record: ProvisionRecord;
    tenant: Tenant;
    wanted: Wanted;
    found: Found | undefined;
  }) => string | undefined;
  /** The names of what differs. */
  differences: (wanted: Wanted, found: Found) => string[];
  /** Creates it by one request, and gives its id. */
  create: (context: Context, wanted: Wanted) => Promise<string>;
  /** What an object gets right after its creation, because Logto takes it by another request. */
  complete?: (context: Context, wanted: Wanted, id: string) => Promise<void>;
  change: (context: Context, wanted: Wanted, found: Found, differences: string[]) => Promise<void>;
  /** What an adopted object needs beyond its differences. */
  adopt?: (context: Context, wanted: Wanted, found: Found) => Promise<void>;
  remove: (api: ManagementApi, id: string, key: string, snapshot: Snapshot) => Promise<unknown>;
};

/** The names, of those given, whose values differ. */
export const differing = (pairs: Record<string, boolean>): string[] =>
  Object.entries(pairs)
    .filter(([, isSame]) => !isSame)
    .map(([name]) => name);

/** Whether two lists hold the same, in whatever order. */
export const sameSet = (one: string[], other: string[]): boolean => {
  const set = new Set(other);
  return new Set(one).size === set.size && one.every((item) => set.has(item));
};
