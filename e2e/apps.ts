import { resolve } from 'node:path';
import { type AppName, appNames } from '@repo/config';

const { E2E_APPS_FOLDER } = process.env;

/** Whether the apps are starters, outside this workspace. */
export const areStarters = Boolean(E2E_APPS_FOLDER);

/** The folder of the apps under test, each in a folder of its name: `apps`, or `E2E_APPS_FOLDER`. */
export const appsFolder = resolve(import.meta.dirname, '..', E2E_APPS_FOLDER || 'apps');

/** The apps under test: all of them, or those that `E2E_APPS` names, separated by commas. */
export const selectedApps = (selection: string | undefined): AppName[] => {
  if (!selection) return [...appNames];

  const names = selection.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !appNames.some((app) => app === name));
  if (unknown.length > 0) {
    console.error(`E2E_APPS names ${unknown.join(', ')}: choose from ${appNames.join(', ')}`);
    process.exit(1);
  }
  return appNames.filter((app) => names.includes(app));
};
