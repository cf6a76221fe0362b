import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

type Listeners = { port: number; close: () => Promise<void> };

const listenOn = (server: Server, host: string, port: number): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error(`No address on ${host}`));
      else resolve(address);
    });
  });

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // Cut off slow connections: nobody wants to wait for a local server to stop.
    const cutOff = setTimeout(() => server.closeAllConnections(), 300);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });

/**
 * Listens on 127.0.0.1 and ::1 only, because `localhost` can mean either.
 *
 * @param port The port, or 0 for a free one.
 * @throws If the port is in use.
 */
export const listenOnLoopback = async (port: number, listener: RequestListener): Promise<Listeners> => {
  const servers = [createServer(listener), createServer(listener)] as const;
  const [first, second] = servers;
  const address = await listenOn(first, '127.0.0.1', port);
  try {
    await listenOn(second, '::1', address.port);
  } catch (error) {
    // Without IPv6, `localhost` always means 127.0.0.1.
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') {
      return { port: address.port, close: () => close(first) };
    }
    await close(first);
    if (port === 0 && codeOf(error) === 'EADDRINUSE') return listenOnLoopback(port, listener);
    throw error;
  }
  return {
    port: address.port,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
};

/** Tells whether a server listens at this address. Connects without sending a request, and waits at most a second. */
export const isListening = ({ hostname, port, protocol }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const defaultPort = protocol === 'https:' ? 443 : 80;
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port || defaultPort) });
    const finish = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
