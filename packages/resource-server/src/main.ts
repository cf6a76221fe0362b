import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { type Environment, readEnvironment } from './environment.ts';
import { createResourceServer } from './resource-server.ts';

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const start = (): Environment => {
  loadEnvironmentFiles();
  try {
    return readEnvironment();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const { endpoint, port, host } = start();

const server = createResourceServer({ endpoint }).listen(port, host, (error?: Error) => {
  if (error) {
    const isTaken = 'code' in error && error.code === 'EADDRINUSE';
    return fail(
      isTaken ? `Port ${port} is taken: end what listens there, or set PORT to another port.` : error.message,
    );
  }
  const address = server.address();
  const shown = typeof address === 'object' && address ? address.port : port;
  console.log(`Resource server ready at http://${host}:${shown} for access tokens of ${endpoint}`);
});

// What still runs after a moment is cut off.
const stop = (): void => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(0), 300);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
