// `pnpm chaos`: kills and freezes each app and what it needs, and makes local Logto fail, while visitors use the app. No
// visitor may see another's data, lose a session that can be kept, get a raw 5xx, or wait longer than 10 s.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type AppName, appNames } from '@repo/config';
import { createControlClient } from '@repo/local-logto/control';
import { machine } from '../../scripts/machine.mjs';
import { fail, isStopping, stop } from '../../scripts/programs.mjs';
import { readArguments } from '../arguments.ts';
import { tenantUsers, type User } from '../soak/user.ts';
import { firstVisit } from '../soak/visit.ts';
import { startServers } from '../start-servers.ts';
import type { Store } from '../stores.ts';
import { type Fault, type Keeping, sampleFaults, type Target } from './faults.ts';
import { createOutages } from './outages.ts';
import { type ChaosRecord, createRecord, wrongs } from './record.ts';
import { createVisitor } from './visitor.ts';

const visitorsPerUser = 2;

const { apps, stores, count, seed } = readArguments({
  apps: appNames,
  stores: ['cookie', 'redis'],
  count: 100,
});

const keepingOf = (name: AppName, store: Store): Keeping => {
  if (store !== 'cookie') return 'redis';
  return name === 'express' ? 'memory' : 'cookie';
};

/** Signs each user in once, to learn the ids that Logto assigned. */
const usersOf = async (app: string): Promise<User[]> => {
  const users: User[] = [];
  for (const account of tenantUsers) users.push(await firstVisit(app, account, false));
  return users;
};

const sendChaos = async (target: Target, users: User[], keeping: Keeping, record: ChaosRecord) => {
  const { servers, control, outages } = target;
  let endsSessions = false;
  const visitors = users.flatMap((user, place) =>
    Array.from({ length: visitorsPerUser }, (_, browser) =>
      createVisitor({
        name: `${user.username} ${browser + 1}`,
        user,
        users,
        seed: seed + 1000 * (place * visitorsPerUser + browser + 1),
        urls: servers.urls,
        outages,
        record,
        mayEnd: () => endsSessions,
      }),
    ),
  );

  const settle = () => Promise.all(visitors.map((visitor) => visitor.settle()));

  const apply = async (fault: Fault) => {
    await control.setFaults(fault.tokens);
    endsSessions = fault.endsSessions(keeping);
    if (endsSessions) for (const visitor of visitors) visitor.doubt();

    let isOver = false;
    const pass = async () => {
      await delay(300);
      record.note(`● ${fault.what}`);
      await fault.begin(target);
      await delay(fault.milliseconds);
      await fault.end(target);
      record.note(`○ over: ${fault.what}`);
      await delay(300);
      isOver = true;
    };
    await Promise.all([pass(), ...visitors.map((visitor) => visitor.wander(() => !isOver))]);

    endsSessions = false;
    await control.behave();
    // Every session needs a new token, and stores a refresh token that was rotated.
    await control.expireAccessTokens();
    await settle();
  };

  await settle();
  for (const [index, fault] of sampleFaults(count, seed, keeping).entries()) {
    if (isStopping()) return;
    const seconds = (fault.milliseconds / 1000).toFixed(1);
    const rotating = fault.tokens.rotateAlways ? ', refresh tokens rotate' : '';
    record.note(`${index + 1} of ${count}: ${fault.what} (${seconds} s${rotating})`);
    await apply(fault);
  }
};

const rows: object[] = [];
let wrong = 0;

const chaosOf = async (name: AppName, store: Store) => {
  const keeping = keepingOf(name, store);
  console.log(`… ${name}, sessions in ${keeping}`);
  const startedAt = performance.now();
  // If this command gets no CPU for seconds, neither does the app, and what it does says little.
  const lateness = monitorEventLoopDelay();
  lateness.enable();
  const record = createRecord();
  const redisFolder = mkdtempSync(join(tmpdir(), 'chaos-'));
  process.once('exit', () => rmSync(redisFolder, { recursive: true, force: true }));
  const servers = await startServers(name, store, {
    redisFolder,
    // The first line says what happened.
    show: (text) => record.note(text.split('\n', 1).join('').slice(0, 200)),
  });
  const target = {
    servers,
    control: createControlClient(servers.urls.logto),
    outages: createOutages(),
  };
  await sendChaos(target, await usersOf(servers.urls.app), keeping, record);
  await servers.end();

  const { counts, answers } = record;
  wrong += record.total();
  const minutes = Number(((performance.now() - startedAt) / 60_000).toFixed(1));
  const late = Math.round(lateness.max / 1e6);
  rows.push({
    app: name,
    'sessions in': keeping,
    faults: count,
    ...answers,
    ...counts,
    minutes,
    'ms without CPU': late,
  });
};

console.log(
  `${machine}\nSeed ${seed}: pnpm chaos --seed ${seed} repeats the faults and the visitors' steps.\n`,
);
if (process.platform === 'win32')
  await fail('Windows cannot freeze a process: run pnpm chaos on Linux or macOS.');

try {
  for (const store of stores) for (const name of apps) if (!isStopping()) await chaosOf(name, store);
} catch (error) {
  await fail(inspect(error));
}

if (!isStopping()) {
  console.table(rows);
  for (const [name, meaning] of Object.entries(wrongs)) console.log(`${name}: ${meaning}`);
  await stop(wrong === 0 ? 0 : 1);
}
