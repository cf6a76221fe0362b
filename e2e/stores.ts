/**
 * Where sessions can be stored: each app's own default, a Redis, or a Redis that two instances of each app share behind a
 * proxy that alternates between them.
 */
const stores = ['cookie', 'redis', 'replicas'] as const;
export type Store = (typeof stores)[number];

/** The store that `E2E_STORE` names. */
export const selectedStore = (selection = 'cookie'): Store => {
  const store = stores.find((name) => name === selection);
  if (store) return store;

  console.error(`E2E_STORE is ${selection}: choose from ${stores.join(', ')}`);
  process.exit(1);
};
