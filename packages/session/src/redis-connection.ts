import { createClient, DisconnectsClientError, ErrorReply } from 'redis';
import { SessionStoreError } from './session-store-error.ts';

// A visitor waits this long for a page that says what is wrong, whatever Redis does.
const limit = 2000;

const noAnswer = `no answer within ${limit / 1000} seconds`;

const createRedisClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    // A client that lost its connection is replaced at the next operation: no timers, no queue, nothing to log meanwhile.
    socket: { connectTimeout: limit * 0.75, reconnectStrategy: false },
  });

type Client = ReturnType<typeof createRedisClient>;

/** Sends one command of an operation. Throws `SessionStoreError` when the operation took too long, or Redis refuses. */
export type Send = <Answer>(command: (client: Client) => Promise<Answer>) => Promise<Answer>;

const within = async <Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // A busy process runs late timers before it reads what has arrived: an answer that is there counts.
    timer = setTimeout(() => setImmediate(reject, new Error(noAnswer)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

const reasonOf = (error: unknown): string => {
  // One per address of the host, and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  // Another operation waited longer, and gave the connection up.
  if (error instanceof DisconnectsClientError) return noAnswer;
  const message = error instanceof Error ? error.message : String(error);
  // An old Redis quotes the command that it does not know: HELLO comes with the password.
  return message.replace(/,? with args.*/s, '');
};

const parseAddress = (url: string) => {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address && /^rediss?:$/.test(address.protocol)) return address;
  // Without the URL: it has the password.
  throw new Error('The address of the session store must look like redis://localhost:6379 or rediss://…');
};

const createConnection = (url: string) => {
  const { protocol, host, pathname } = parseAddress(url);
  const store = `${protocol}//${host}${pathname}`;
  let connecting: { client: Client; ready: Promise<unknown> } | undefined;
  let down = false;

  const connect = () => {
    if (connecting?.client.isOpen) return connecting;
    const client = createRedisClient(url);
    // Anyone who waits for an answer gets the same error; without a listener it would end the process.
    client.on('error', () => {});
    // An idle connection is no reason to stay.
    client.unref();
    connecting = { client, ready: client.connect() };
    return connecting;
  };

  return {
    /** Starts an operation: its commands have 2 seconds together. */
    begin: (): Send => {
      const end = performance.now() + limit;

      return async (command) => {
        const begin = performance.now();
        const left = end - begin;
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
          // Refusing one command is an answer, and so is running out of the little time that is left; everything else is the
          // end of a connection, silence too: on a dead network path it would last for a quarter of an hour.
          const isShort = client.isReady && performance.now() - begin < limit / 2;
          if (!(error instanceof ErrorReply && client.isReady) && !isShort) {
            client.destroy();
            if (!down) console.error(failure.message);
            down = true;
          }
          throw failure;
        }
      };
    },
  };
};

declare global {
  // Next.js loads a module once per bundle and again after every change; a process needs one connection.
  var redisConnections: Map<string, ReturnType<typeof createConnection>> | undefined;
}

/**
 * The process's only connection to this Redis, made at the first command and again after a loss.
 *
 * @throws Error when the URL is not Redis's.
 */
export const redisConnection = (url: string) => {
  globalThis.redisConnections ??= new Map();
  const connection = globalThis.redisConnections.get(url) ?? createConnection(url);
  globalThis.redisConnections.set(url, connection);
  return connection;
};
