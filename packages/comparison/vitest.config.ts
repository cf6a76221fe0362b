import { defineConfig } from 'vitest/config';

// axe looks at every word of the code.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
