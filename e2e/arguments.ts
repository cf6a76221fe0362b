import { parseArgs } from 'node:util';
import type { Store } from './stores.ts';

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const parse = () => {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ options: { apps: option, stores: option, count: option, seed: option } }).values;
  } catch (error) {
    return fail(
      `${error instanceof Error ? error.message : error}: the options are --apps, --stores, --count and --seed`,
    );
  }
};

const choose = <Name extends string>(option: string, text: string | undefined, names: readonly Name[]) => {
  if (!text) return [...names];
  const chosen = text.split(',').map((name) => name.trim());
  const unknown = chosen.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) fail(`${option} names ${unknown.join(', ')}: choose from ${names.join(', ')}`);
  return names.filter((name) => chosen.includes(name));
};

const number = (option: string, text: string | undefined, otherwise: number) => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : fail(`${option} is ${text}: give a whole number`);
};

// A fault of one of two instances would say little.
const stores = ['cookie', 'redis'] satisfies Store[];

/**
 * Reads the options of `pnpm chaos` and `pnpm fuzz`: `--apps` and `--stores`, separated by commas, `--count` and `--seed`.
 * Ends the process if one is wrong.
 *
 * @param defaults Without `--apps`, all of its `apps`, which are the only ones that there are. Without `--seed`, a new one
 *   each time.
 */
export const readArguments = <App extends string>(defaults: {
  apps: readonly App[];
  stores: Store[];
  count: number;
}) => {
  const given = parse();
  return {
    apps: choose('--apps', given.apps, defaults.apps),
    stores: given.stores ? choose('--stores', given.stores, stores) : defaults.stores,
    count: number('--count', given.count, defaults.count),
    seed: number('--seed', given.seed, (Date.now() % 1_000_000) + 1),
  };
};
