import { defineConfig } from 'vitest/config';

// The tests start many processes, which takes long on a busy machine.
export default defineConfig({ test: { testTimeout: 240_000, hookTimeout: 60_000 } });
