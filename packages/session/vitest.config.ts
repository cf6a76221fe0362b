import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';

const redisServer = spawnSync('redis-server', ['--version']).status === 0;
if (!redisServer) {
  console.warn('The tests of Redis are skipped: put redis-server on the PATH (apt-get install redis-server)');
}

// A busy machine needs time to start and stop Redis.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, provide: { redisServer } } });
