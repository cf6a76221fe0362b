import { type AppName, appNames, baseUrls } from '@repo/config';
import { otherLogto } from './logto.ts';

/** What a Playwright project tests: an app, or the protected API by itself. */
export type Subject = AppName | 'protected-api';

/** Where an app under test and what it needs listen. */
export type Servers = {
  app: string;
  logto: string;
  resourceServer: string;
  /** The sessions' store, in case they are kept in Redis. */
  redis: string;
  /** Two instances of the app, in case there is more than one. */
  replicas: [string, string];
};

/**
 * Each project has a local Logto, a resource server and a Redis of its own: what one test orders of its Logto, and what it
 * counts there, is then no other project's. The ports are not those of `npm start`. With another Logto, all share it and
 * one resource server.
 */
export const serversOf = (subject: Subject): Servers => {
  const subjects: Subject[] = [...appNames, 'protected-api'];
  const place = subjects.indexOf(subject);
  return {
    app: subject === 'protected-api' ? '' : baseUrls[subject],
    logto: otherLogto ?? `http://localhost:${3101 + place}`,
    resourceServer: otherLogto ? baseUrls.resourceServer : `http://localhost:${3141 + place}`,
    redis: `redis://127.0.0.1:${3161 + place}`,
    replicas: [`http://localhost:${3181 + place}`, `http://localhost:${3191 + place}`],
  };
};
