/** Lists in memory, one per owner. */
export type Lists<Entry> = {
  of: (owner: string) => readonly Entry[];
  add: (owner: string, entry: Entry) => void;
};

/**
 * Creates lists that cannot fill the memory: the latest entries of the owners who wrote last are kept, older ones go.
 *
 * @param limits How many owners, and how many entries each.
 */
export const createLists = <Entry>({ owners = 1000, entries = 100 } = {}): Lists<Entry> => {
  const lists = new Map<string, Entry[]>();
  const of = (owner: string) => lists.get(owner) ?? [];

  return {
    of,
    add: (owner, entry) => {
      const list = [...of(owner), entry].slice(-entries);
      // A Map keeps the order of insertion: who wrote last is last.
      lists.delete(owner);
      lists.set(owner, list);

      const [oldest] = lists.keys();
      if (lists.size > owners && oldest !== undefined) lists.delete(oldest);
    },
  };
};
