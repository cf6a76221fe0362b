// `pnpm soak`: waves of fifty concurrent visitors on the production build of each app. No visitor may see another's data, no
// page may fail, and memory must not grow from wave to wave.
import { machine } from '../../scripts/machine.mjs';
import { fail, isStopping, stop } from '../../scripts/programs.mjs';
import { selectedApps } from '../apps.ts';
import { type RunningServers, startServers } from '../start-servers.ts';
import { selectedStore } from '../stores.ts';
import { memoryAtRest, watchPeak } from './memory.ts';
import { newcomer, tenantUsers, type User } from './user.ts';
import { firstVisit, visit } from './visit.ts';

const waves = 3;
const userCount = 10;
const visitorsPerUser = 5;
const viewsPerVisitor = 20;
/** How much an app's memory at rest may grow from the first wave to the last, as a fraction. */
const growthLimit = 0.15;

const store = selectedStore(process.env.E2E_STORE);

const registerUsers = async (app: string): Promise<User[]> => {
  const users: User[] = [];
  for (const account of tenantUsers) users.push(await firstVisit(app, account, false));
  while (users.length < userCount) users.push(await firstVisit(app, newcomer(users.length), true));
  return users;
};

/** An error in one line. `fetch` gives the reason only in `cause`. */
const messageOf = (error: unknown): string =>
  error instanceof Error && error.cause ? `${error}: ${error.cause}` : String(error);

/** Sends all visitors at once. Returns how long they took and what failed. */
const wave = async (app: string, users: User[]) => {
  const start = performance.now();
  const visitors = users.flatMap((user) => Array.from({ length: visitorsPerUser }, () => user));
  const visits = visitors.map((user, firstPage) =>
    visit({ app, user, users, views: viewsPerVisitor, firstPage }),
  );
  const results = await Promise.allSettled(visits);
  const wrong = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${visitors[index]?.username}: ${messageOf(result.reason)}`] : [],
  );
  return { seconds: (performance.now() - start) / 1000, wrong };
};

/** Registers the users, warms up and sends the waves. Returns a row of the table, and adds failures to `wrong`. */
const soak = async (name: string, { urls, app }: RunningServers, wrong: string[]) => {
  const { app: url } = urls;
  const { pid } = app;
  const users = await registerUsers(url);
  // The very first wave is the warm-up: it compiles code and fills caches.
  wrong.push(...(await wave(url, users)).wrong);
  const warm = await memoryAtRest(pid);

  const peak = watchPeak(pid);
  const atRest: number[] = [];
  let seconds = 0;
  for (let index = 0; index < waves; index += 1) {
    const result = await wave(url, users);
    wrong.push(...result.wrong);
    seconds += result.seconds;
    atRest.push(await memoryAtRest(pid));
  }
  const most = peak();

  const growth = (atRest.at(-1) ?? 0) / (atRest[0] ?? 0) - 1;
  const percent = `${(growth * 100).toFixed(0)} %`;
  if (growth > growthLimit) wrong.push(`memory grew by ${percent}`);
  const visitors = userCount * visitorsPerUser;
  const views = waves * visitors * viewsPerVisitor;
  return {
    app: name,
    store,
    users: userCount,
    visitors: `${waves} × ${visitors}`,
    views,
    'views/s': Math.round(views / seconds),
    failures: wrong.length,
    'MB warm': Math.round(warm),
    'MB peak': Math.round(most),
    'MB after waves': atRest.map(Math.round).join(' '),
    growth: percent,
  };
};

console.log(`${machine}\n`);
if (store === 'replicas')
  await fail('E2E_STORE is replicas: pnpm soak measures one process, in cookie or redis');

const rows: object[] = [];
const failures: string[] = [];

const soakByItself = async (name: string): Promise<void> => {
  console.log(`… ${name}, sessions in ${store}`);
  const wrong: string[] = [];
  // As in a container of 512 MB: with more memory, Node.js collects garbage too rarely to measure growth.
  const servers = await startServers(name, store, { env: { NODE_OPTIONS: '--max-old-space-size=256' } });
  try {
    rows.push(await soak(name, servers, wrong));
  } catch (error) {
    wrong.push(String(error));
  }
  await servers.end();
  failures.push(...wrong.map((what) => `${name}: ${what}`));
};

try {
  for (const name of selectedApps(process.env.E2E_APPS)) await soakByItself(name);
} catch (error) {
  await fail(String(error));
}

if (!isStopping()) {
  console.table(rows);
  for (const what of failures) console.error(`✖ ${what}`);
  console.log(`From the first wave to the last, memory may grow by ${growthLimit * 100} %.`);
  await stop(failures.length === 0 ? 0 : 1);
}
