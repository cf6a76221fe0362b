import type { Application } from '@repo/tenant';
import { managementRole } from '@repo/tenant/management-role';
import entries from './apps.json' with { type: 'json' };

/** The name of an app, which is also that of its folder in `apps`. */
export type AppName = keyof typeof entries;

/** An entry of apps.json: where an app listens, and the paths where Logto and a social provider reach it. */
export type App = {
  /** The framework, as a reader knows it. */
  title: string;
  /** Where the app listens during development. */
  port: number;
  /** Where Logto redirects after sign-in. The first is the one that the app uses for its own buttons. */
  redirectPaths: string[];
  /** Where Logto posts logout tokens. */
  backchannelLogoutPath: string;
  /** Where a social provider redirects visitors who link an account: to the app, not to Logto. */
  linkRedirectPath: string;
  /** What Node.js runs in the app's folder once it is built, for `npm start`. */
  start?: string[];
};

/** The entries of apps.json, by app. */
export const apps: Record<AppName, App> = entries;

const isAppName = (name: string): name is AppName => Object.hasOwn(apps, name);

/** The apps, in the order in which they are shown. */
export const appNames = Object.keys(apps).filter(isAppName);

/** An app's address during development. */
export const baseUrlOf = ({ port }: Pick<App, 'port'>): string => `http://localhost:${port}`;

/**
 * The application that an app signs in with.
 *
 * @param baseUrl Where the app is reached; its address during development by default.
 */
export const applicationOf = (name: string, app: App, baseUrl = baseUrlOf(app)) =>
  ({
    name: `Sample: ${app.title}`,
    description: `Development on ${baseUrl}`,
    type: 'Traditional' as const,
    id: `local-${name}`,
    secret: `local-only-secret-of-${name}`,
    redirectUris: app.redirectPaths.map((path) => `${baseUrl}${path}`),
    postSignOutRedirectUris: [`${baseUrl}/`],
    backchannelLogoutUri: `${baseUrl}${app.backchannelLogoutPath}`,
    backchannelLogoutSessionRequired: true,
  }) satisfies Application;

const byName = <Value>(make: (name: AppName, app: App) => Value) =>
  // The type of Object.fromEntries does not know the keys.
  Object.fromEntries(appNames.map((name) => [name, make(name, apps[name])])) as Record<AppName, Value>;

/** Where everything listens during development. 3001 is Logto's own port; 3002 stays free for its Console. */
export const baseUrls = {
  localLogto: 'http://localhost:3001',
  resourceServer: 'http://localhost:3040',
  ...byName((_, app) => baseUrlOf(app)),
};

/** The applications registered in Logto, by app. */
export const applications = byName((name, app) => applicationOf(name, app));

/** The application that the protected API calls Logto's Management API as. */
export const resourceServerApplication = {
  name: 'Sample: Protected API',
  description: 'Invites members of organizations',
  type: 'MachineToMachine' as const,
  id: 'local-resource-server',
  secret: 'local-only-secret-of-resource-server',
  redirectUris: [],
  postSignOutRedirectUris: [],
  roles: [managementRole],
} satisfies Application;

/** Where a social provider redirects visitors who link an account: to the app, not to Logto. */
export const linkRedirectUris = appNames.map((name) => `${baseUrls[name]}${apps[name].linkRedirectPath}`);
