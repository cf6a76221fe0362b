/** API resources of the guides, by the names that the apps use for them. */
export const resources = {
  shopping: 'https://shopping.your-app.com/api',
  store: 'https://store.your-app.com/api',
} as const;

/** What the resource server offers for each API resource, and what the apps ask for: read with GET, write with POST. */
export const apis = [
  {
    name: 'Shopping API',
    indicator: resources.shopping,
    path: '/shopping/items',
    read: 'shopping:read',
    write: 'shopping:write',
  },
  {
    name: 'Store API',
    indicator: resources.store,
    path: '/store/items',
    read: 'store:read',
    write: 'store:write',
  },
] as const;
