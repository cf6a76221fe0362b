import { defineConfig } from 'vitest/config';

// Processes are started and keys made: a busy machine needs time, a quick one takes none of it.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
