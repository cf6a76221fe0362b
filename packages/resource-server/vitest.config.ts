import { defineConfig } from 'vitest/config';

// Tests start processes and generate keys, which takes long on a busy machine.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
