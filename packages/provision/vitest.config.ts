import { defineConfig } from 'vitest/config';

// Tests that break a run off at every single request run the command a hundred times.
export default defineConfig({ test: { testTimeout: 120_000 } });
