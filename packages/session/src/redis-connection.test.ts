import { spawn } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { redisConnection } from './redis-connection.ts';
import { createRedisSession } from './redis-session.ts';
import { SessionStoreError } from './session-store-error.ts';
import { freePort, hasRedisServer, listen, startMute, startRedis } from './test/redis-server.ts';
import { cacheToken, createVisitor, finishSignIn, secret, signOut, startSignIn } from './test/visitor.ts';

// A busy machine could give up an address before it reads the answer.
setDefaultAutoSelectFamilyAttemptTimeout(10_000);

const someId = 'A'.repeat(43);
const log = vi.spyOn(console, 'error');
beforeEach(() => log.mockReset().mockReturnValue());

const failure = async (operation: Promise<unknown>) => {
  const begin = performance.now();
  const error = await operation.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, seconds: (performance.now() - begin) / 1000 };
};

// The limit is 2 seconds; the rest is for a busy machine. Without a limit, it would wait forever.
const inTime = 10;

test.each([
  'localhost:6379',
  'http://user:only-redis-knows@localhost',
  'redis//user:only-redis-knows@localhost',
  '',
])('the address "%s" is refused at once, and the message does not quote it', (url) => {
  expect(() => createRedisSession({ url })).toThrow(
    /^The address of the session store must look like redis:\/\/localhost:6379 or rediss:\/\/…$/,
  );
});

test('a closed port throws a SessionStoreError that names the store without credentials', async () => {
  const port = await freePort();
  const { unwrap } = createRedisSession({ url: `redis://user:only-redis-knows@127.0.0.1:${port}/2` });
  const { error, seconds } = await failure(unwrap(someId, secret));

  expect(error).toBeInstanceOf(SessionStoreError);
  expect(String(error)).toBe(
    `SessionStoreError: The session store redis://127.0.0.1:${port}/2 cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
  );
  expect(seconds).toBeLessThan(inTime);
});

test('the error names all addresses of a host when none answers', async () => {
  const port = await freePort();
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...parameters: unknown[]) => {
    const answer = parameters.at(-1);
    if (typeof answer === 'function') process.nextTick(answer, null, addresses);
  });
  const { error } = await failure(
    createRedisSession({ url: `redis://redis:${port}` }).unwrap(someId, secret),
  );
  lookup.mockRestore();

  expect(String(error)).toContain(`redis://redis:${port} cannot be used: `);
  expect(String(error)).toContain(`ECONNREFUSED 127.0.0.1:${port}, connect ECONNREFUSED 127.0.0.2:${port}`);
});

test('a server that never answers causes a SessionStoreError after 2 seconds', async () => {
  const { server, port } = await startMute();
  const { unwrap } = createRedisSession({ url: `redis://127.0.0.1:${port}` });
  const failures = await Promise.all([1, 2, 3].map(() => failure(unwrap(someId, secret))));

  for (const { error, seconds } of failures) {
    expect(error).toBeInstanceOf(SessionStoreError);
    expect(String(error)).toContain('no answer within 2 seconds');
    expect(seconds).toBeLessThan(inTime);
  }
  expect(log).toHaveBeenCalledTimes(1);
  server.close();
});

test('an old Redis that quotes the password does not get it into the error or the log', async () => {
  const quoting = createServer((socket) => {
    socket.on('data', (command: Buffer) => {
      const words = command.toString().match(/^\w.*$/gm) ?? [];
      socket.write(
        `-ERR unknown command \`${words[0]}\`, with args beginning with: \`${words.join('`, `')}\`\r\n`,
      );
    });
  });
  const { port } = await listen(quoting);
  const { error } = await failure(
    createRedisSession({ url: `redis://:only-redis-knows@127.0.0.1:${port}` }).unwrap(someId, secret),
  );

  expect(String(error)).toMatch(/cannot be used: ERR unknown command `\w+`$/);
  expect(log.mock.calls.join()).not.toContain('only-redis-knows');
  quoting.close();
});

describe.skipIf(!hasRedisServer)('the connection to Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis?.stop());

  const signedInVisitor = async () => {
    const visitor = createVisitor(createRedisSession({ url: redis.url }));
    await startSignIn(await visitor.request());
    await finishSignIn(await visitor.request());
    return visitor;
  };

  const connections = async () => (await redis.inside.clientList()).map(({ id }) => id);

  test('fails in time when Redis stops during a request, and recovers with Redis', async () => {
    const visitor = await signedInVisitor();
    const request = await visitor.request();
    await redis.kill();

    for (const operation of [
      () => cacheToken(request, '@api'),
      () => signOut(request),
      () => visitor.session(),
    ]) {
      const { error, seconds } = await failure(operation());
      expect(error).toBeInstanceOf(SessionStoreError);
      expect(String(error)).toContain(`redis://127.0.0.1:${redis.port}`);
      expect(String(error)).not.toContain(redis.password);
      expect(seconds).toBeLessThan(inTime);
    }
    expect(log.mock.calls).toEqual([
      [expect.stringContaining(`redis://127.0.0.1:${redis.port} cannot be used: `)],
    ]);

    await redis.restart();
    // This Redis keeps nothing on disk: everybody is signed out, and can sign in.
    expect(await visitor.session()).toEqual({});
    expect(await (await signedInVisitor()).session()).toMatchObject({ idToken: 'an ID token' });

    await redis.kill();
    await failure(visitor.session());
    expect(log).toHaveBeenCalledTimes(2);
  });

  test('fails in time when Redis hangs during a read or a write, and recovers with Redis', async () => {
    const visitor = await signedInVisitor();
    const request = await visitor.request();
    const before = await connections();
    redis.hang();

    for (const operation of [() => visitor.session(), () => cacheToken(request, '@api')]) {
      const { error, seconds } = await failure(operation());
      expect(error).toBeInstanceOf(SessionStoreError);
      expect(String(error)).toContain('no answer within 2 seconds');
      expect(seconds).toBeLessThan(inTime);
    }
    expect(log).toHaveBeenCalledTimes(1);

    redis.wake();
    expect(await visitor.session()).toMatchObject({ idToken: 'an ID token' });
    // A new connection: after a network failure, the old one would never answer.
    expect(await connections()).not.toEqual(before);
  });

  test('fails with the reason that Redis gives', async () => {
    const url = redis.url.replace(redis.password, 'wrong-password');
    const { error } = await failure(createRedisSession({ url }).unwrap(someId, secret));

    expect(error).toBeInstanceOf(SessionStoreError);
    expect(String(error)).toMatch(/cannot be used: WRONGPASS/);
    expect(String(error)).not.toContain('wrong-password');
  });

  test('survives a refused command', async () => {
    const visitor = await signedInVisitor();
    const before = await connections();
    await redis.inside.configSet('maxmemory', '1');
    const { error } = await failure(cacheToken(await visitor.request(), '@api'));

    expect(String(error)).toContain('OOM command not allowed');
    expect(await visitor.session()).toMatchObject({ idToken: 'an ID token' });
    expect(await connections()).toEqual(before);
    expect(log).not.toHaveBeenCalled();
  });

  test('survives an operation that lost its time elsewhere', async () => {
    await signedInVisitor();
    const before = await connections();
    const send = redisConnection(redis.url)();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 2001);
    await expect(send((client) => client.ping())).rejects.toThrow('no answer within 2 seconds');
    clock.mockRestore();

    expect(await connections()).toEqual(before);
  });

  test('is shared by all apps, bundles and requests', async () => {
    expect(await connections()).toHaveLength(1);
    const visitors = await Promise.all([1, 2, 3, 4, 5].map(signedInVisitor));
    vi.resetModules();
    const reloaded = await import('./redis-session.ts');
    await Promise.all(visitors.map((visitor) => visitor.session()));
    await reloaded.createRedisSession({ url: redis.url }).unwrap(someId, secret);

    expect(await connections()).toHaveLength(2);
  });

  test('does not keep the process alive', async () => {
    const module = JSON.stringify(new URL('./redis-session.ts', import.meta.url));
    const script = `
      const { createRedisSession } = await import(${module});
      const id = await createRedisSession({ url: '${redis.url}' }).wrap({ idToken: 'an ID token' }, '${secret}');
      console.log(id.length);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: new URL('..', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });

    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output).toBe('43\n');
  });
});
