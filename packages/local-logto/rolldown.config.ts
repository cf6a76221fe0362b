import { defineConfig } from 'rolldown';

// One file instead of the three hundred of oidc-provider and what it needs: ready in half of the time.
export default defineConfig({
  input: ['src/index.ts', 'src/control.ts', 'src/main.ts'],
  platform: 'node',
  output: { dir: 'dist', cleanDir: true },
  // It is koa's, for the deprecations that it prints.
  checks: { eval: false },
});
