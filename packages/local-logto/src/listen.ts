import { createServer, type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { SettingError } from './setting-error.ts';

/** A certificate and its private key, both in PEM. */
export type Tls = { cert: string; key: string };

type Address = {
  /** The port, or 0 for a free one. */
  port: number;
  /** The address of a network interface, or `0.0.0.0` for all. 127.0.0.1 and ::1 by default. */
  host?: string;
  /** Listens with TLS. */
  tls?: Tls;
};

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

const createServerWith = (tls: Tls | undefined, listener: RequestListener): Server => {
  if (!tls) return createServer(listener);
  try {
    return https.createServer(tls, listener);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingError(`the TLS certificate or its key cannot be used: ${reason}`, { cause: error });
  }
};

/**
 * Listens on one address, or on 127.0.0.1 and ::1, because `localhost` can mean either.
 *
 * @throws If the port is in use or the host is no address of this machine. SettingError if the certificate is invalid.
 */
export const listen = async (address: Address, listener: RequestListener): Promise<Listeners> => {
  const { port, host, tls } = address;
  const first = createServerWith(tls, listener);
  const listening = await listenOn(first, host ?? '127.0.0.1', port);
  const only = { port: listening.port, close: () => close(first) };
  if (host !== undefined) return only;

  const second = createServerWith(tls, listener);
  try {
    await listenOn(second, '::1', listening.port);
  } catch (error) {
    // Without IPv6, `localhost` always means 127.0.0.1.
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return only;
    await close(first);
    if (port === 0 && codeOf(error) === 'EADDRINUSE') return listen(address, listener);
    throw error;
  }
  return {
    port: listening.port,
    close: async () => {
      await Promise.all([first, second].map(close));
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
