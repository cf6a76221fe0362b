/** The API resources, by short name. Each app requests them, and the permissions below, in its `logto/config.ts`. */
export const resources = {
  shopping: 'https://shopping.your-app.com/api',
  store: 'https://store.your-app.com/api',
} as const;

/**
 * The path below `RESOURCE_SERVER_URL` and the permissions of each API resource: GET requires `read`, POST requires `write`. The
 * indicator only names the API to Logto: no request is sent to that address.
 */
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

type Api = (typeof apis)[number];

/** The indicator of an API resource. */
export type Resource = Api['indicator'];

/** The permissions of an API resource. */
export type ScopeOf<Indicator extends Resource> = Extract<Api, { indicator: Indicator }>['read' | 'write'];
