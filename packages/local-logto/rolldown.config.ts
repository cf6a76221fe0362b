import { defineConfig } from 'rolldown';

// A few files start faster than the three hundred of oidc-provider and its dependencies.
export default defineConfig({
  input: {
    'local-logto': 'src/local-logto.ts',
    'control-client': 'src/control/control-client.ts',
    main: 'src/main.ts',
  },
  platform: 'node',
  output: { dir: 'dist', cleanDir: true },
  // depd, which prints koa's deprecation warnings, uses `eval`.
  checks: { eval: false },
});
