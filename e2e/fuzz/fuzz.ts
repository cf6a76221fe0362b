// `pnpm fuzz`: sends each server thousands of requests that no browser sends. An answer must not be a 5xx, unless it is the
// app's own failure page, and must come within 10 s. A request that fails is made as small as possible, and printed.
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type AppName, appNames } from '@repo/config';
import fc from 'fast-check';
import { machine } from '../../scripts/machine.mjs';
import { fail, isStopping, stop } from '../../scripts/programs.mjs';
import { readArguments } from '../arguments.ts';
import { isOwnFailure } from '../own-failure.ts';
import { startServers } from '../start-servers.ts';
import type { Store } from '../stores.ts';
import { curlOf } from './curl.ts';
import { paths } from './paths.ts';
import type { FuzzRequest } from './request.ts';
import { requestsTo } from './requests.ts';
import { type FuzzAnswer, send } from './send.ts';
import { signInForSecrets } from './signed-in.ts';

/** Alice signs in again after this many requests, since some of them sign her out. */
const requestsPerSession = 500;
const mostFindings = 10;

const targets = [...appNames, 'local-logto', 'resource-server'] as const;
type Target = (typeof targets)[number];

const isApp = (target: Target): target is AppName => appNames.some((name) => name === target);

const { apps, stores, count, seed } = readArguments({ apps: targets, stores: ['cookie'], count: 10_000 });

type Finding = { request: FuzzRequest; answer: FuzzAnswer; said: string };

/** What tells one failure from another: the status, and the first line that the server printed. */
const signatureOf = ({ answer, said }: Finding) => `${answer.status} ${said.split('\n', 1)}`;

/** A 500 by Next.js before any code of an app runs (docs/pitfalls.md), or a failure page that it does not prefetch. */
const isOfNext = (target: Target, { request, answer, said }: Finding) =>
  target.startsWith('next-') &&
  (request.method === 'TRACE' ||
    !request.path.startsWith('/') ||
    said.includes('The router state header') ||
    answer.headers.has('x-middleware-skip'));

const kinds = ['closed', '1xx', '2xx', '3xx', '4xx', '5xx'] as const;

const kindOf = ({ status = 0 }: FuzzAnswer) => kinds[Math.floor(status / 100)] ?? '5xx';

const startTarget = async (target: Target, store: Store, show: (text: string) => void) => {
  // Local Logto and the API need no app of their own: any will do.
  const app = isApp(target) ? target : 'express';
  const { urls, end } = await startServers(app, store, { show });
  const addresses = { [app]: urls.app, 'local-logto': urls.logto, 'resource-server': urls.resourceServer };
  return { url: addresses[target] ?? '', end, signIn: () => signInForSecrets(app, urls) };
};

/** Sends the requests of a run to one server. */
const fuzz = async (target: Target, store: Store) => {
  let said = '';
  const { url, signIn, end } = await startTarget(target, store, (text) => {
    said += text;
  });
  const ask = async (request: FuzzRequest) => {
    said = '';
    const answer = await send(url, request, secrets);
    // The server prints later that the client has left.
    if (request.isCut) await delay(50);
    // Without a body, a failure page cannot be told from any other answer.
    const isUnclear = request.method === 'HEAD' && (answer.status ?? 0) >= 500;
    return isUnclear ? send(url, { ...request, method: 'GET' }, secrets) : answer;
  };
  const answers = {
    '1xx': 0,
    '2xx': 0,
    '3xx': 0,
    '4xx': 0,
    '5xx': 0,
    closed: 0,
    'of Next.js': 0,
    'raw 5xx': 0,
    hung: 0,
  };
  const findings: Finding[] = [];
  let secrets = await signIn();
  let latest: Finding | undefined;

  const property = fc.asyncProperty(requestsTo(paths[target]), async (request) => {
    const answer = await ask(request);
    const { status = 599 } = answer;
    if (status < 500 || (isApp(target) && isOwnFailure(answer))) {
      answers[kindOf(answer)] += 1;
      return;
    }

    // What the server prints comes a moment later.
    await delay(50);
    const finding = { request, answer, said };
    if (isOfNext(target, finding)) {
      answers['of Next.js'] += 1;
      return;
    }
    answers[answer.status ? 'raw 5xx' : 'hung'] += 1;
    const signature = signatureOf(finding);
    const isKnown = findings.some((known) => signatureOf(known) === signature);
    // A smaller request must fail in the same way.
    if (isKnown || (latest && signatureOf(latest) !== signature)) return;
    latest = finding;
    throw new Error(signature);
  });

  let sent = 0;
  for (let round = 0; sent < count && findings.length < mostFindings && !isStopping(); round += 1) {
    if (round > 0) secrets = await signIn();
    latest = undefined;
    const numRuns = Math.min(requestsPerSession, count - sent);
    sent += (await fc.check(property, { seed: seed + round, numRuns })).numRuns;
    if (latest) findings.push(latest);
  }
  await signIn();
  await end();
  return { url, sent, answers, findings };
};

const rows: object[] = [];
let wrong = 0;

const fuzzByItself = async (target: Target, store: Store) => {
  const startedAt = performance.now();
  console.log(`… ${target}, sessions in ${store}`);
  const { url, sent, answers, findings } = await fuzz(target, store);
  wrong += findings.length;
  const minutes = Number(((performance.now() - startedAt) / 60_000).toFixed(1));
  rows.push({ server: target, store, requests: sent, ...answers, findings: findings.length, minutes });
  for (const { request, answer, said } of findings) {
    console.error(`✖ ${target} ${answer.status ? `answers ${answer.status}` : 'does not answer'}:`);
    console.error(`    ${curlOf(url, request)}`);
    if (said) console.error(said.trimEnd().replace(/^/gm, '    '));
  }
};

console.log(`${machine}\nSeed ${seed}: pnpm fuzz --seed ${seed} sends the same requests again.\n`);
try {
  for (const store of stores) for (const target of apps) if (!isStopping()) await fuzzByItself(target, store);
} catch (error) {
  await fail(inspect(error));
}

if (!isStopping()) {
  console.table(rows);
  await stop(wrong === 0 ? 0 : 1);
}
