import { resolve } from 'node:path';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { readEnvironment } from './environment.ts';
import { createResourceServer } from './resource-server.ts';

const exit = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const readEnvironmentOrExit = () => {
  try {
    return readEnvironment(resolve('.env.local'));
  } catch (error) {
    return exit(error instanceof Error ? error.message : String(error));
  }
};

loadEnvironmentFiles();
const { endpoint, port, host, management } = readEnvironmentOrExit();

const server = createResourceServer({ endpoint, management }).listen(port, host, (error) => {
  if (error) {
    const isInUse = 'code' in error && error.code === 'EADDRINUSE';
    return exit(isInUse ? `Port ${port} is in use: stop the other process, or set PORT.` : error.message);
  }
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  console.log(`Resource server ready at http://${host}:${actualPort} for access tokens from ${endpoint}`);
});

// Requests that still wait for Logto after a moment are cut off.
const stop = (): void => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(0), 300);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
