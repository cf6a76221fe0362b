import { defineConfig } from 'vitest/config';

// Playwright runs the specs. A suite takes long to start on a busy machine.
export default defineConfig({
  test: { include: ['*.test.ts'], testTimeout: 240_000, hookTimeout: 60_000 },
});
