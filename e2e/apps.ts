import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type App, appNames, apps, baseUrlOf, applicationOf as registered } from '@repo/config';
import { z } from 'zod';

const { E2E_APPS_FOLDER, E2E_BASE_URL } = process.env;

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** Whether the apps are outside of this workspace, such as starters. */
export const areElsewhere = Boolean(E2E_APPS_FOLDER);

/** The folder of the apps under test, each in a folder of its name: `apps`, or `E2E_APPS_FOLDER`. */
export const appsFolder = resolve(import.meta.dirname, '..', E2E_APPS_FOLDER || 'apps');

/** Where the app under test already runs, so that the suite starts nothing: `E2E_BASE_URL`, without a trailing slash. */
export const runningAt = E2E_BASE_URL?.replace(/\/+$/, '') || undefined;

const path = z.string().startsWith('/');
const entry = z.strictObject({
  title: z.string(),
  port: z.number(),
  redirectPaths: z.array(path).min(1),
  backchannelLogoutPath: path,
  linkRedirectPath: path,
}) satisfies z.ZodType<App>;

const listed = new Map<string, App>(Object.entries(apps));

/** Whether an app is in the list of all apps, so that local Logto knows it by itself. */
export const isListed = (name: string): boolean => listed.has(name);

const ownEntryOf = (name: string) => `${appsFolder}/${name}/app.json`;

/** An app's entry in the list of all apps, or else the one in its own `app.json`. Ends the process if that is wrong. */
export const entryOf = (name: string): App => {
  const known = listed.get(name);
  if (known) return known;
  const { data, error } = entry.safeParse(JSON.parse(readFileSync(ownEntryOf(name), 'utf8')));
  return data ?? fail(`${ownEntryOf(name)} is wrong:\n${z.prettifyError(error)}`);
};

/** Where an app under test is reached. */
export const addressOf = (name: string): string => runningAt ?? baseUrlOf(entryOf(name));

/** The application that an app under test signs in with. */
export const applicationOf = (name: string) => registered(name, entryOf(name), addressOf(name));

/** Where a social provider redirects a visitor of an app who links an account. */
export const linkRedirectUriOf = (name: string): string =>
  `${addressOf(name)}${entryOf(name).linkRedirectPath}`;

/** The apps under test: all of them, or those that `E2E_APPS` names, separated by commas. */
export const selectedApps = (selection: string | undefined): string[] => {
  if (!selection) return [...appNames];

  const names = [...new Set(selection.split(',').map((name) => name.trim()))];
  const unknown = names.filter((name) => !isListed(name) && !existsSync(ownEntryOf(name)));
  if (unknown.length > 0) {
    fail(
      `E2E_APPS names ${unknown.join(', ')}: choose from ${appNames.join(', ')}, or add ${ownEntryOf(unknown[0] ?? '')} for an app that is not listed`,
    );
  }
  return names;
};
