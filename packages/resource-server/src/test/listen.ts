import { createServer, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';

/** Listens on a free port until the test ends. */
export const listen = async (
  listener: RequestListener,
): Promise<{ address: string; close: () => Promise<void> }> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);

  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No address');
  return { address: `http://127.0.0.1:${address.port}`, close };
};
