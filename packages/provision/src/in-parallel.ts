const width = 6;

/**
 * Runs tasks, a few at a time. After a failure no further task starts, and those that run are awaited.
 *
 * @throws The first failure, once all running tasks have ended.
 */
export const inParallel = async <Item, Result>(
  items: Item[],
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [place, item] of waiting) {
      if (failures.length > 0) return;
      try {
        results[place] = await task(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
};
