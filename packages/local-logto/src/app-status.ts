import { connect } from 'node:net';

/** Tells whether something listens at an address on this machine, within a second and without a request to it. */
export const isListening = ({ hostname, port, protocol }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const defaultPort = protocol === 'https:' ? 443 : 80;
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port || defaultPort) });
    const settle = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
