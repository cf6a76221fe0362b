import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { tenant } from '@repo/config';
import { createBrowser } from '../test/browser.ts';
import { authorizeRequest, requestToken, signIn } from '../test/sign-in-flow.ts';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const [application] = tenant.applications;
const [resource] = tenant.resources;
const [user] = tenant.users;
if (!application || !resource || !user) throw new Error('The sample tenant is empty');

const scope = 'openid offline_access profile email urn:logto:scope:organizations shopping:read';
const credentials = { identifier: user.username, password: user.password };

const start = async () => {
  const begin = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, NODE_ENV: 'development', LOCAL_LOGTO_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const ready = performance.now() - begin;
  const [endpoint] = /http:\S+/.exec(String(line)) ?? [];
  if (!endpoint) throw new Error(`No endpoint in: ${line}`);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, endpoint, ready, stop };
};

/** The memory that a process holds, in MB. Linux only. */
const residentMegabytes = (pid: number | undefined): number => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

const print = (what: string, value: string): void => console.log(`${what.padEnd(46)} ${value}`);

const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
print('Machine', `${availableParallelism()} × ${cpus()[0]?.model}, ${memory}, Node ${process.version}`);

const readyTimes: number[] = [];
for (let run = 0; run < 5; run++) {
  const { ready, stop } = await start();
  readyTimes.push(ready);
  await stop();
}
const [fastest = 0, , median = 0, , slowest = 0] = readyTimes.toSorted((a, b) => a - b);
print(
  'Ready, of 5 starts (target 500 ms)',
  `${fastest.toFixed(0)} to ${slowest.toFixed(0)} ms, median ${median.toFixed(0)}`,
);

const server = await start();
const fullSignIn = async () => {
  const request = authorizeRequest(application, scope, [resource.indicator]);
  const { browser, refresh } = await signIn(server.endpoint, request, credentials);
  const form = { grant_type: 'refresh_token', refresh_token: refresh, resource: resource.indicator };
  const { status } = await requestToken(browser, application, form);
  if (status !== 200) throw new Error(`The refresh was answered with ${status}`);
  return refresh;
};

print('Memory when ready', `${residentMegabytes(server.child.pid).toFixed(0)} MB`);
const signIns = 1000;
const begin = performance.now();
for (let index = 0; index < signIns; index++) await fullSignIn();
const perSecond = signIns / ((performance.now() - begin) / 1000);
print('Full sign-ins, one after another (target 5/s)', `${perSecond.toFixed(0)} per second`);
print(
  `Memory after ${signIns} sign-ins (target 120 MB)`,
  `${residentMegabytes(server.child.pid).toFixed(0)} MB`,
);

const browser = createBrowser(server.endpoint);
const refresh = await fullSignIn();
const refreshes = async (count: number): Promise<void> => {
  const form = { grant_type: 'refresh_token', refresh_token: refresh, resource: resource.indicator };
  for (let index = 0; index < count; index++) await requestToken(browser, application, form);
};
const samples: number[] = [];
const tokenBegin = performance.now();
for (let round = 0; round < 10; round++) {
  await refreshes(1000);
  samples.push(residentMegabytes(server.child.pid));
}
const tokensPerSecond = 10_000 / ((performance.now() - tokenBegin) / 1000);
print('Token requests, one after another', `${tokensPerSecond.toFixed(0)} per second`);
print('Memory over 10,000 token requests', `${samples.map((sample) => sample.toFixed(0)).join(' ')} MB`);
// Collecting garbage makes a saw of it: a leak would lift the lowest points.
const growth = Math.min(...samples.slice(5)) - Math.min(...samples.slice(0, 5));
print('Growth from first to second half', `${growth.toFixed(0)} MB`);
await server.stop();
