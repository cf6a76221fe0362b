import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Servers on both loopback addresses, for `localhost` means either. */
export type Listeners = { port: number; close: () => Promise<void> };

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
    // What still runs after a moment is cut off: nobody waits for a local server to end.
    const cutOff = setTimeout(() => server.closeAllConnections(), 300);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });

/**
 * Listens on 127.0.0.1 and ::1, and on nothing else.
 *
 * @param port The port, or 0 for a free one.
 * @throws If the port is taken.
 */
export const listenOnLoopback = async (port: number, listener: RequestListener): Promise<Listeners> => {
  const servers = [createServer(listener), createServer(listener)] as const;
  const [first, second] = servers;
  const address = await listenOn(first, '127.0.0.1', port);
  try {
    await listenOn(second, '::1', address.port);
  } catch (error) {
    // A machine without IPv6 has no ::1, and `localhost` never means it.
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
