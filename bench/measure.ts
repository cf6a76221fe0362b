import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from '@repo/scriptless-browser';
import { load as parse } from 'cheerio';
import { residentMegabytes } from '../e2e/soak/memory.ts';
import { type Request, send, textOf } from './http.ts';
import type { Integration } from './integrations.ts';
import { compare, type Load, type Task } from './load.ts';
import { control, startIntegration, startLogto } from './servers.ts';
import { callApi, callOf, cookiesOf, signIn, viewOf } from './visitor.ts';

/** The work that is measured in answers per second. */
export const works = [
  'claims as JSON',
  'claims page',
  'signed-out home page',
  'API call with a cached token',
] as const;
export type Work = (typeof works)[number];

/** What is counted once for an integration. Undefined if it has no sign-in. */
export type Counts = {
  milliseconds: number[];
  requestsPerSignIn: number;
  requestsPerView: number;
  tokenRequests: number;
  aliceCookie: number;
  carolCookie: number;
};

export type Measured = {
  integration: Integration;
  rates: Map<Work, number[]>;
  counts: Counts | undefined;
  /** Bytes of the claims page, and of its scripts, as a browser receives them. */
  page: number;
  scripts: number;
  megabytes: number;
};

/** The requests that apps have sent to Logto since the log was cleared. Those of the browser carry no secret. */
const serverRequests = async () =>
  (await control.requests()).filter(({ endpoint }) => !/^\/oidc\/(auth|session)/.test(endpoint));

const requestOf = async (work: Work, integration: Integration, browser?: Browser) => {
  switch (work) {
    case 'claims as JSON':
      return integration.claimsJson && viewOf(integration, integration.claimsJson, browser);
    case 'claims page':
      return viewOf(integration, integration.claimsPage, browser);
    case 'signed-out home page':
      return viewOf(integration, integration.home);
    case 'API call with a cached token':
      return browser && callOf(integration, browser);
  }
};

/** Measures sign-ins, in rounds of alternating order. */
const timeSignIns = async (integrations: Integration[], rounds: number) => {
  const times = new Map(integrations.map((integration): [Integration, number[]] => [integration, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const integration of round % 2 === 0 ? integrations : integrations.toReversed()) {
      times.get(integration)?.push((await signIn(integration, 'alice')).milliseconds);
    }
  }
  return times;
};

// Longer than the samples reuse the answer to a token request.
const untilExpired = 4000;

/** Counts the token requests of ten parallel API calls of a visitor whose access token has expired. */
const countTokenRequests = async (integrations: Integration[]) => {
  await control.setFaults({ accessTokenTtl: 1 });
  const calls = new Map<Integration, Request>();
  for (const integration of integrations) {
    const { browser } = await signIn(integration, 'alice');
    await callApi(integration, browser);
    calls.set(integration, await callOf(integration, browser));
  }
  await control.behave();
  await delay(untilExpired);

  const counts = new Map<Integration, number>();
  for (const [integration, request] of calls) {
    await control.clearRequests();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(request)));
    const failed = answers.find((answer) => !/200 OK|"status":200/.test(textOf(answer)));
    if (failed) throw new Error(`${request.url} answered ${failed.status}:\n${textOf(failed)}`);
    const requests = await serverRequests();
    counts.set(integration, requests.filter(({ endpoint }) => endpoint === '/oidc/token').length);
  }
  return counts;
};

const countRequests = async (run: () => Promise<unknown>) => {
  await control.clearRequests();
  await run();
  return (await serverRequests()).length;
};

/** Bytes of a page and of its scripts, compressed if the server does so. */
const sizeOf = async (request: Request) => {
  const page = await send(request);
  const $ = parse(textOf(page));
  const sources = $('script[src]:not([nomodule])')
    .map((_index, script) => $(script).attr('src'))
    .get();
  let scripts = 0;
  for (const source of new Set(sources)) {
    scripts += (await send({ ...request, url: new URL(source, request.url).href })).body.length;
  }
  return { page: page.body.length, scripts };
};

type Servers = Map<Integration, Awaited<ReturnType<typeof startIntegration>>>;

const measureRates = async (servers: Servers, visitors: Map<Integration, Browser>, load: Load) => {
  const rates = new Map<Integration, Measured['rates']>();
  for (const work of works) {
    const tasks = new Map<Integration, Task>();
    for (const [integration, { pid }] of servers) {
      const request = await requestOf(work, integration, visitors.get(integration));
      if (request) tasks.set(integration, { request, pid });
    }
    for (const [integration, rounds] of await compare(tasks, load)) {
      rates.set(integration, (rates.get(integration) ?? new Map()).set(work, rounds));
    }
  }
  return rates;
};

/** Starts the integrations of a group with a Logto of their own, measures them, and stops them. */
export const measureGroup = async (integrations: Integration[], load: Load): Promise<Measured[]> => {
  const logto = await startLogto();
  const servers: Servers = new Map();
  for (const integration of integrations) servers.set(integration, await startIntegration(integration));

  const visitors = new Map<Integration, Browser>();
  const withSignIn = integrations.filter((integration) => integration.signIn);
  for (const integration of withSignIn) {
    const { browser } = await signIn(integration, 'alice');
    await callApi(integration, browser);
    visitors.set(integration, browser);
  }

  const rates = await measureRates(servers, visitors, load);
  const times = await timeSignIns(withSignIn, load.rounds);
  const tokenRequests = await countTokenRequests(withSignIn);

  const measured: Measured[] = [];
  for (const [integration, { pid }] of servers) {
    const alice = visitors.get(integration);
    const carol = alice && (await signIn(integration, 'carol')).browser;
    if (carol) await callApi(integration, carol);
    const claimsPage = await viewOf(integration, integration.claimsPage, alice);
    measured.push({
      integration,
      rates: rates.get(integration) ?? new Map(),
      counts: carol && {
        milliseconds: times.get(integration) ?? [],
        requestsPerSignIn: await countRequests(() => signIn(integration, 'alice')),
        requestsPerView: await countRequests(() => send(claimsPage)),
        tokenRequests: tokenRequests.get(integration) ?? 0,
        aliceCookie: (await cookiesOf(alice, integration)).length,
        carolCookie: (await cookiesOf(carol, integration)).length,
      },
      ...(await sizeOf(claimsPage)),
      megabytes: residentMegabytes(pid),
    });
  }
  for (const { end } of [...servers.values(), ...logto]) await end();
  return measured;
};
