import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';

const redisServer = spawnSync('redis-server', ['--version']).status === 0;
if (!redisServer) {
  console.warn(
    'The tests against Redis are skipped: put redis-server on the PATH (apt-get install redis-server)',
  );
}

// Redis is started and stopped: a busy machine needs time, a quick one takes none of it.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, provide: { redisServer } } });
