import { defineConfig } from 'vitest/config';

// The tests in `template` are those of the projects that are made of it.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
