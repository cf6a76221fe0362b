import type { Adapter, AdapterPayload } from 'oidc-provider';

/** The payload as JSON, so that readers cannot change it, and the keys for lookups. */
type Entry = Pick<AdapterPayload, 'grantId' | 'uid' | 'userCode'> & {
  payload: string;
  expiresAt: number;
  consumedAt?: number;
};

/** Storage for oidc-provider, by model. */
export type MemoryStore = {
  /** Returns oidc-provider's adapter for one model. */
  adapter: (model: string) => Adapter;
  /** The entries of one model that have not expired. */
  entries: (model: string) => AdapterPayload[];
  /** Removes all entries of one model. */
  clear: (model: string) => void;
  /** The number of entries of all models. */
  size: () => number;
};

/** More than local use needs. When it is exceeded, the oldest entries are removed. */
const entriesPerModel = 10_000;

/** How long a real Logto accepts a rotated refresh token, for concurrent requests. In milliseconds. */
const reuseInterval = 3_000;

/**
 * Creates the storage for sessions, grants, codes and tokens: in memory, bounded, without timers.
 * Removes expired entries when it writes new ones.
 */
export const createMemoryStore = (): MemoryStore => {
  const models = new Map<string, Map<string, Entry>>();

  const entriesOf = (model: string): Map<string, Entry> => {
    const entries = models.get(model) ?? new Map<string, Entry>();
    models.set(model, entries);
    return entries;
  };

  // A map keeps the order of insertion, which is roughly the order of expiry within one model.
  const dropOld = (entries: Map<string, Entry>): void => {
    for (const [id, { expiresAt }] of entries) {
      if (expiresAt > Date.now() && entries.size <= entriesPerModel) return;
      entries.delete(id);
    }
  };

  const adapter = (model: string): Adapter => {
    const entries = entriesOf(model);

    const read = (entry: Entry | undefined): AdapterPayload | undefined => {
      if (!entry || entry.expiresAt <= Date.now()) return undefined;
      const payload: AdapterPayload = JSON.parse(entry.payload);
      const { consumedAt } = entry;
      if (consumedAt === undefined) return payload;
      if (model === 'RefreshToken' && consumedAt + reuseInterval >= Date.now()) return payload;
      return { ...payload, consumed: Math.floor(consumedAt / 1000) };
    };

    const find = (matches: (entry: Entry) => boolean): AdapterPayload | undefined => {
      for (const entry of entries.values()) if (matches(entry)) return read(entry);
      return undefined;
    };

    return {
      upsert: async (id, payload, expiresIn) => {
        entries.delete(id);
        dropOld(entries);
        const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
        const { grantId, uid, userCode } = payload;
        entries.set(id, { payload: JSON.stringify(payload), expiresAt, grantId, uid, userCode });
      },
      find: async (id) => read(entries.get(id)),
      findByUid: async (uid) => find((entry) => entry.uid === uid),
      findByUserCode: async (userCode) => find((entry) => entry.userCode === userCode),
      consume: async (id) => {
        const entry = entries.get(id);
        if (entry) entry.consumedAt = Date.now();
      },
      destroy: async (id) => {
        entries.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, entry] of entries) if (entry.grantId === grantId) entries.delete(id);
      },
    };
  };

  return {
    adapter,
    entries: (model) =>
      [...entriesOf(model).values()]
        .filter(({ expiresAt }) => expiresAt > Date.now())
        .map(({ payload }) => JSON.parse(payload)),
    clear: (model) => entriesOf(model).clear(),
    size: () => [...models.values()].reduce((sum, entries) => sum + entries.size, 0),
  };
};
