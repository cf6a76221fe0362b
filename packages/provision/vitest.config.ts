import { defineConfig } from 'vitest/config';

// The tests of interrupted runs repeat a run for every request that it sends.
export default defineConfig({ test: { testTimeout: 120_000 } });
