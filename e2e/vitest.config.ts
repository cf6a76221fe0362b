import { defineConfig } from 'vitest/config';

// Playwright runs the specs.
export default defineConfig({ test: { include: ['*.test.ts'], testTimeout: 120_000 } });
