import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import type { ManagementApi } from './management-api.ts';
import type { Kind, ProvisionRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';

/** The ids of objects in Logto, by kind and key. A run adds those of the objects that it creates. */
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
        throw new CommandError(`The tenant refers to the ${kind} "${key}" but does not define it`);
      return id;
    },
  };
};

/** What a step needs to run. */
export type Context = { api: ManagementApi; ids: Ids };

/** How to find, compare, create, change and remove one kind of object. */
export type Definition<Wanted, Found extends { id: string }> = {
  kind: Kind;
  wanted: (tenant: Tenant) => Wanted[];
  /** The natural key, which identifies an object of this kind. */
  keyOf: (wanted: Wanted) => string;
  /** All objects in Logto with that key. */
  find: (snapshot: Snapshot, wanted: Wanted) => Found[];
  /** Why Logto cannot have the wanted object, no matter who created the one that is there. */
  conflict?: (state: {
    snapshot: Snapshot;
    record: ProvisionRecord;
    tenant: Tenant;
    wanted: Wanted;
    found: Found | undefined;
  }) => string | undefined;
  /** The names of the fields that differ. */
  differences: (wanted: Wanted, found: Found) => string[];
  /** Creates the object with a single request and returns its id. */
  create: (context: Context, wanted: Wanted) => Promise<string>;
  /** Sets what Logto does not accept in the request that creates the object. */
  complete?: (context: Context, wanted: Wanted, id: string) => Promise<void>;
  change: (context: Context, wanted: Wanted, found: Found, differences: string[]) => Promise<void>;
  /** What adopting an object takes besides changing what differs. */
  adopt?: (context: Context, wanted: Wanted, found: Found) => Promise<void>;
  /** Throws a CommandError with status 404 if the object is already gone. */
  remove: (api: ManagementApi, id: string, snapshot: Snapshot) => Promise<unknown>;
};

/** The names whose values are not the same. */
export const differing = (isSame: Record<string, boolean>): string[] =>
  Object.keys(isSame).filter((name) => !isSame[name]);

/** Whether two lists have the same items, in any order. */
export const sameSet = (one: string[], other: string[]): boolean => {
  const set = new Set(other);
  return new Set(one).size === set.size && one.every((item) => set.has(item));
};
