import { defineConfig } from 'vitest/config';

// Tests start processes and generate keys, which takes time on a busy machine.
export default defineConfig({
  test: { dir: 'src', testTimeout: 60_000, hookTimeout: 60_000 },
});
