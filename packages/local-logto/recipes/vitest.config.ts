import { defineConfig } from 'vitest/config';

// Recipes install packages from npm.
export default defineConfig({
  test: {
    reporters: 'verbose',
    root: import.meta.dirname,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
