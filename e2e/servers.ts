import { appNames, baseUrls } from '@repo/config';
import { addressOf, selectedApps } from './apps.ts';
import { otherLogto } from './logto.ts';

/** Stands in for an app's name in the tests of the protected API alone. */
export const protectedApi = 'protected-api';

/** Stands in for an app's name in the tests that start all apps with one Logto. */
export const together = 'together';

/** The addresses of an app under test and of the servers that it needs. */
export type Servers = {
  app: string;
  logto: string;
  resourceServer: string;
  /** Used if sessions are stored in Redis. */
  redis: string;
  /** Two instances of the app, used if `E2E_STORE` is `replicas`. */
  replicas: [string, string];
};

/**
 * Each project has its own local Logto, resource server and Redis, so that the faults that a test sets and the requests that
 * it counts do not affect other projects. The ports differ from those of `npm start`. With another Logto, all projects share
 * it and one resource server.
 */
export const serversOf = (subject: string): Servers => {
  const subjects = [...new Set([...appNames, protectedApi, together, ...selectedApps(process.env.E2E_APPS)])];
  const place = subjects.indexOf(subject);
  return {
    app: [protectedApi, together].includes(subject) ? '' : addressOf(subject),
    logto: otherLogto ?? `http://localhost:${3101 + place}`,
    resourceServer: otherLogto ? baseUrls.resourceServer : `http://localhost:${3141 + place}`,
    redis: `redis://127.0.0.1:${3161 + place}`,
    replicas: [`http://localhost:${3181 + place}`, `http://localhost:${3191 + place}`],
  };
};
