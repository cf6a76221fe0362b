import type { ControlClient } from '@repo/local-logto/control';
import fc from 'fast-check';
import { createClient } from 'redis';
import type { RunningServers } from '../start-servers.ts';
import type { Outages } from './outages.ts';

/** Where an app keeps its sessions. */
export type Keeping = 'cookie' | 'memory' | 'redis';

export type Target = { servers: RunningServers; control: ControlClient; outages: Outages };

type Answers = Parameters<ControlClient['setFaults']>[0];

/** How local Logto issues tokens. */
const tokens = fc.record({
  /** In seconds. */
  accessTokenTtl: fc.integer({ min: 1, max: 4 }),
  rotateAlways: fc.boolean(),
});
type Tokens = typeof tokens extends fc.Arbitrary<infer Value> ? Value : never;

/** Something that fails for a while, or is lost. */
export type Fault = {
  what: string;
  /** How long it lasts, unless it happens at once. */
  milliseconds: number;
  tokens: Tokens;
  /** Whether a session may end by it, because what it needs is gone. */
  endsSessions: (keeping: Keeping) => boolean;
  begin: (target: Target) => Promise<unknown>;
  end: (target: Target) => Promise<unknown>;
};

type Kind = Omit<Fault, 'milliseconds' | 'tokens' | 'endsSessions'> & {
  endsSessions?: (keeping: Keeping, tokens: Tokens) => boolean;
};

const nothing = async () => {};

const stopping = (how: 'kill' | 'end'): Kind => ({
  what: how === 'kill' ? 'the app is killed' : 'the app is ended, and started again',
  // A refresh token that Logto has rotated is only in the process until a session has stored it.
  endsSessions: (keeping, { rotateAlways }) => keeping === 'memory' || rotateAlways,
  begin: async ({ servers, outages }) => {
    outages.begin();
    await servers.app[how]();
  },
  end: async ({ servers, outages }) => {
    await servers.app.restart();
    outages.end();
  },
});

const appIsFrozen: Kind = {
  what: 'the app is frozen',
  begin: async ({ servers, outages }) => {
    outages.begin();
    servers.app.pause();
  },
  end: async ({ servers, outages }) => {
    servers.app.resume();
    outages.end();
  },
};

const ofNeeded = (name: 'logto' | 'api' | 'redis', title: string): Kind[] => [
  {
    what: `${title} is killed`,
    // Local Logto keeps everything in memory. Redis has written its data to a file.
    endsSessions: () => name === 'logto',
    begin: async ({ servers }) => servers[name]?.kill(),
    end: async ({ servers }) => servers[name]?.restart(),
  },
  {
    what: `${title} is frozen`,
    begin: async ({ servers }) => servers[name]?.pause(),
    end: async ({ servers }) => servers[name]?.resume(),
  },
];

const orderRedis = async ({ servers }: Target, order: string[]) => {
  const client = createClient({ url: servers.urls.redis });
  await client.connect();
  await client.sendCommand(order);
  client.destroy();
};

const ofRedis: Kind[] = [
  ...ofNeeded('redis', 'Redis'),
  {
    what: 'Redis loses all sessions',
    endsSessions: () => true,
    begin: (target) => orderRedis(target, ['FLUSHALL']),
    end: nothing,
  },
  {
    what: 'Redis closes all connections',
    begin: (target) => orderRedis(target, ['CLIENT', 'KILL', 'TYPE', 'normal']),
    end: nothing,
  },
  {
    what: 'Redis writes 1 s late',
    begin: (target) => orderRedis(target, ['CLIENT', 'PAUSE', '1000', 'WRITE']),
    end: nothing,
  },
];

const ofApp: Kind[] = [stopping('kill'), stopping('end'), appIsFrozen];
const ofLogto: Kind[] = [
  ...ofNeeded('logto', 'Logto'),
  {
    what: 'Logto replaces its key',
    begin: ({ control }) => control.rotateKeys(),
    end: nothing,
  },
  {
    what: 'Logto revokes all access tokens for userinfo',
    begin: ({ control }) => control.expireAccessTokens(),
    end: nothing,
  },
];

const answers: [string, Answers][] = [
  ['closes connections', { down: true }],
  ['answers 500', { serverError: true }],
  ['does not answer', { hang: true }],
  ['answers 1 s late', { delay: 1000 }],
  ['answers 6 s late', { delay: 6000 }],
];
const endpoints = [
  '/',
  '/oidc/.well-known',
  '/oidc/auth',
  '/oidc/token',
  '/oidc/me',
  '/oidc/jwks',
  '/oidc/session',
];

const lastingAnswers = fc.record({
  milliseconds: fc.integer({ min: 200, max: 5000 }),
  tokens,
});

/** Logto's answers are wrong, at all of its endpoints or at some. */
const wrongAnswers: fc.Arbitrary<Fault> = fc
  .tuple(fc.constantFrom(...answers), fc.constantFrom(...endpoints), lastingAnswers)
  .map(([[what, answer], only, { milliseconds, tokens }]) => ({
    what: `Logto ${what}${only === '/' ? '' : ` at ${only}`}`,
    milliseconds,
    tokens,
    endsSessions: () => false,
    begin: ({ control }) => control.setFaults({ ...tokens, ...answer, only }),
    end: ({ control }) => control.setFaults(tokens),
  }));

const ofKinds = (kinds: Kind[]): fc.Arbitrary<Fault> =>
  fc.tuple(fc.constantFrom(...kinds), lastingAnswers).map(([kind, { milliseconds, tokens }]) => ({
    ...kind,
    milliseconds,
    tokens,
    endsSessions: (keeping) => kind.endsSessions?.(keeping, tokens) ?? false,
  }));

/** The faults of a run, which are the same for the same seed. */
export const sampleFaults = (count: number, seed: number, keeping: Keeping): Fault[] =>
  fc.sample(
    fc.oneof(
      ofKinds(ofApp),
      ofKinds([...ofLogto, ...ofNeeded('api', 'The API')]),
      wrongAnswers,
      ...(keeping === 'redis' ? [ofKinds(ofRedis)] : []),
    ),
    { seed, numRuns: count },
  );
