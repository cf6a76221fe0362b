import { defineConfig } from 'rolldown';
import { packageFiles } from './build/package-files.ts';

// A few files start faster than the three hundred of oidc-provider and its dependencies.
export default defineConfig({
  input: {
    'local-logto': 'src/local-logto.ts',
    'control-client': 'src/control/control-client.ts',
    main: 'src/main.ts',
    package: 'src/package.ts',
    playwright: 'src/playwright.ts',
  },
  platform: 'node',
  // Projects that use the fixtures have installed it.
  external: ['@playwright/test'],
  plugins: [packageFiles()],
  output: {
    dir: 'dist',
    cleanDir: true,
    banner: ({ name }) => (name === 'main' ? '#!/usr/bin/env node' : ''),
  },
  // depd, which prints koa's deprecation warnings, uses `eval`.
  checks: { eval: false },
});
