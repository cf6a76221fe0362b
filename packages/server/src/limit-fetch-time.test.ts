import { once } from 'node:events';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { limitFetchTime } from './limit-fetch-time.ts';

const { fetch } = globalThis;
const closing: Array<() => void> = [];

afterEach(() => {
  globalThis.fetch = fetch;
  for (const close of closing.splice(0)) close();
});

/** Starts a server that accepts requests and never answers. */
const listenSilently = async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
};

test.each([
  ['no options', undefined],
  ['options without a signal', { method: 'POST' }],
  ['a signal that is undefined', { signal: undefined }],
])('a request to a server that never answers times out: %s', async (_, init) => {
  const silent = await listenSilently();
  limitFetchTime(50);

  await expect(globalThis.fetch(silent, init)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test("a request's own signal still aborts it", async () => {
  const silent = await listenSilently();
  limitFetchTime(60_000);

  await expect(globalThis.fetch(silent, { signal: AbortSignal.timeout(10) })).rejects.toThrow();
});

test('an answer that arrived while the process was paused is read, however long the pause', async () => {
  const server = new Worker(
    `const { parentPort } = require('node:worker_threads');
     require('node:http').createServer((request, response) => {
       parentPort.postMessage('asked');
       setTimeout(() => response.end('an answer'), 100);
     }).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });`,
    { eval: true },
  );
  closing.push(() => server.terminate());
  const [port] = await once(server, 'message');
  limitFetchTime(1000);

  const asking = globalThis.fetch(`http://127.0.0.1:${port}/`);
  await once(server, 'message');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);

  expect(await (await asking).text()).toBe('an answer');
});
