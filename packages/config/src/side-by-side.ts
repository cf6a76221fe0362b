import { type AppName, applications, appNames, baseUrls } from './applications.ts';

/** What stands beside an app during development. */
export type SideBySide = {
  /** The apps that do the same job, this one among them. Empty for an app at an address of its own. */
  apps: { name: string; url: string; isCurrent: boolean }[];
  /** The page of local Logto that lists its latest requests. Undefined for an app that uses another Logto. */
  requestLog?: string;
};

/**
 * Returns what an app's pages can link to beside themselves.
 *
 * @param environment Where the app is reached, and the Logto and the application that it signs in with.
 */
export const sideBySide = (
  app: AppName,
  { baseUrls: [address], endpoint, appId }: { baseUrls: readonly string[]; endpoint: string; appId: string },
): SideBySide => ({
  apps:
    address === baseUrls[app]
      ? appNames.map((name) => ({
          name: applications[name].name.replace(/^Sample: (Next\.js )?/, ''),
          url: baseUrls[name],
          isCurrent: name === app,
        }))
      : [],
  ...(appId === applications[app].id && { requestLog: `${endpoint}/local#requests` }),
});
