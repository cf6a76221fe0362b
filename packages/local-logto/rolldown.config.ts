import { defineConfig } from 'rolldown';

// A few files to find and read at the start, instead of the three hundred of oidc-provider and what it needs.
export default defineConfig({
  input: ['src/index.ts', 'src/control.ts', 'src/main.ts'],
  platform: 'node',
  output: { dir: 'dist', cleanDir: true },
  // The one `eval` is of depd, which prints koa's deprecations.
  checks: { eval: false },
});
