import { createClient, DisconnectsClientError, ErrorReply } from 'redis';
import { SessionStoreError } from './session-store-error.ts';

// A page waits at most this long for Redis.
const timeLimit = 2000;

const noAnswer = `no answer within ${timeLimit / 1000} seconds`;

const createRedisClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    // The next operation replaces a client that lost its connection: no timers and no queue in the background.
    socket: { connectTimeout: timeLimit * 0.75, reconnectStrategy: false },
  });

type Client = ReturnType<typeof createRedisClient>;

/** Sends one command of an operation. Throws `SessionStoreError` when the operation's time is up, or Redis refuses. */
type Send = <Answer>(command: (client: Client) => Promise<Answer>) => Promise<Answer>;

const within = async <Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // A busy process runs due timers before it reads sockets; an answer that has already arrived still counts.
    timer = setTimeout(() => setImmediate(reject, new Error(noAnswer)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

const reasonOf = (error: unknown): string => {
  // One error per address of the host, with no message of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  // Another operation timed out and closed the connection.
  if (error instanceof DisconnectsClientError) return noAnswer;
  const message = error instanceof Error ? error.message : String(error);
  // An old Redis quotes a command that it does not know, and HELLO carries the password.
  return message.replace(/,? with args.*/s, '');
};

const parseAddress = (url: string) => {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address && /^rediss?:$/.test(address.protocol)) return address;
  // The message leaves out the URL, which contains the password.
  throw new Error('The address of the session store must look like redis://localhost:6379 or rediss://…');
};

const createConnection = (url: string): (() => Send) => {
  const { protocol, host, pathname } = parseAddress(url);
  const store = `${protocol}//${host}${pathname}`;
  let connecting: { client: Client; ready: Promise<unknown> } | undefined;
  let down = false;

  const connect = () => {
    if (connecting?.client.isOpen) return connecting;
    const client = createRedisClient(url);
    // Each pending command rejects with the same error; without a listener it would end the process.
    client.on('error', () => {});
    // An idle connection does not keep the process alive.
    client.unref();
    connecting = { client, ready: client.connect() };
    return connecting;
  };

  return () => {
    const deadline = performance.now() + timeLimit;

    return async (command) => {
      const begin = performance.now();
      const left = deadline - begin;
      if (left <= 0) throw new SessionStoreError(store, noAnswer);
      const { client, ready } = connect();
      try {
        const answer = await within(
          left,
          ready.then(() => command(client)),
        );
        down = false;
        return answer;
      } catch (error) {
        const failure = new SessionStoreError(store, reasonOf(error));
        // A refused command, or a short remaining time, does not prove the connection dead. Anything else does: on a
        // dead network path, TCP would keep the connection for a quarter of an hour.
        const isRefusal = error instanceof ErrorReply && client.isReady;
        const isShort = client.isReady && performance.now() - begin < timeLimit / 2;
        if (!isRefusal && !isShort) {
          client.destroy();
          if (!down) console.error(failure.message);
          down = true;
        }
        throw failure;
      }
    };
  };
};

declare global {
  // Next.js loads a module once per bundle, and again after each change.
  var redisConnections: Map<string, () => Send> | undefined;
}

/**
 * The process's only connection to this Redis, opened at the first command and again after a loss.
 *
 * @returns Begins an operation: what it returns sends the operation's commands, which have 2 seconds in all.
 * @throws Error when the URL is not one of Redis.
 */
export const redisConnection = (url: string) => {
  globalThis.redisConnections ??= new Map();
  const connection = globalThis.redisConnections.get(url) ?? createConnection(url);
  globalThis.redisConnections.set(url, connection);
  return connection;
};
