import { readFileSync, writeFileSync } from 'node:fs';
import { appNames } from '@repo/config';
import { z } from 'zod';
import { flowIds } from './flow-ids.ts';

const request = z.strictObject({
  /** Who sent it: the visitor's browser, the app's server, or Logto. */
  from: z.enum(['browser', 'app', 'logto']),
  to: z.enum(['app', 'logto', 'api']),
  /** The method and the path. */
  request: z.string(),
  grant: z.string().optional(),
  resource: z.string().optional(),
  /** Whether it asks for a token of an organization. */
  organization: z.literal(true).optional(),
  status: z.number(),
});

/** What an app keeps in cookies. */
export const cookieKinds = [
  'session',
  'sign-in attempt',
  'page to return to',
  'last organization',
  'account step',
] as const;

export type CookieKind = (typeof cookieKinds)[number];

const flow = z.strictObject({
  /** What was sent, in this order. */
  requests: z.array(request),
  /** How many requests to Logto the flow takes when it is repeated, if that is possible. */
  again: z.number().optional(),
  /** The bytes of the app's cookies, names included. */
  cookies: z.partialRecord(z.enum(cookieKinds), z.strictObject({ before: z.number(), after: z.number() })),
  /** The bytes of the script files of the page, as they are sent. */
  scripts: z.number(),
  /** Whether it works with scripts off. */
  withoutScripts: z.boolean(),
});

/** What was measured of one app. */
export const appFigures = z.strictObject({
  flows: z.record(z.enum(flowIds), flow),
  /** What the page `/session` says about the session, once the tokens of all flows are in it. */
  session: z.strictObject({ bytes: z.number(), tokens: z.number() }),
  /** Whether a visitor who has signed out at Logto is also signed out here. */
  endsFromLogto: z.boolean(),
});

/** What a run has measured. */
export const figures = z.strictObject({
  /** The day of the run. */
  date: z.iso.date(),
  /** The packages that were measured. */
  versions: z.record(z.string(), z.string()),
  apps: z.record(z.enum(appNames), appFigures),
});

export type SentRequest = z.output<typeof request>;
export type FlowFigures = z.output<typeof flow>;
export type AppFigures = z.output<typeof appFigures>;
export type Figures = z.output<typeof figures>;

/** The bytes of the session cookie after a flow. */
export const sessionCookie = ({ cookies }: FlowFigures): number => cookies.session?.after ?? 0;

/** How many of the requests are to Logto. */
export const countToLogto = (requests: SentRequest[]): number =>
  requests.filter(({ to }) => to === 'logto').length;

const file = new URL('../comparison.json', import.meta.url);

/**
 * Reads what the last run has measured.
 *
 * @throws ZodError if the file is not what this version writes: run `pnpm compare`.
 */
export const readFigures = (): Figures => figures.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Replaces what the last run has measured. */
export const writeFigures = (measured: Figures): void =>
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
