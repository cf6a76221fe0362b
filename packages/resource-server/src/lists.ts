/**
 * Creates lists in memory, one per owner. They cannot fill the memory: the latest 100 entries stay, of the 1,000
 * owners who wrote last.
 */
export const createLists = <Entry>() => {
  const lists = new Map<string, Entry[]>();
  const of = (owner: string): readonly Entry[] => lists.get(owner) ?? [];

  const add = (owner: string, entry: Entry): void => {
    const list = [...of(owner), entry].slice(-100);
    // A Map keeps the order of insertion, so the owner who wrote last comes last.
    lists.delete(owner);
    lists.set(owner, list);

    const [oldest] = lists.keys();
    if (lists.size > 1000 && oldest !== undefined) lists.delete(oldest);
  };

  const remove = (owner: string, matches: (entry: Entry) => boolean): void => {
    lists.set(
      owner,
      of(owner).filter((entry) => !matches(entry)),
    );
  };

  return { of, add, remove };
};
