import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../../e2e/browser.mjs';
import { blockOf, createOutside, type Outside, ports } from './outside.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await createOutside(['@playwright/test', '@types/node', 'openid-client', 'typescript', 'vitest']);
});
afterAll(() => outside.remove());

const write = (file: string, text = blockOf(file)) => {
  mkdirSync(dirname(join(outside.path, file)), { recursive: true });
  writeFileSync(join(outside.path, file), text);
};

test('the recipe for Vitest passes', async () => {
  write('logto.test.ts');

  expect(await outside.run('npx vitest run logto.test.ts --no-color')).toContain('1 passed');
});

test('the recipe for Playwright passes', async () => {
  write('playwright.config.ts');
  write('e2e/app.spec.ts');
  // The browser of this machine, which the recipe leaves to Playwright.
  const use = {
    logto: `http://localhost:${ports.logto}`,
    launchOptions: { executablePath: findBrowser(), args: ['--no-sandbox'] },
  };
  write(
    'with-browser.config.mjs',
    `import config from './playwright.config.ts';
     export default { ...config, use: { ...config.use, ...${JSON.stringify(use)} } };`,
  );
  copyFileSync(fileURLToPath(new URL('app/server.mjs', import.meta.url)), join(outside.path, 'server.mjs'));

  expect(await outside.run('npx playwright test --config=with-browser.config.mjs --reporter=line')).toContain(
    '3 passed',
  );
});

test('the types of the package and of the recipes are complete', async () => {
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, module: 'NodeNext', target: 'ES2023', types: ['node'] },
      include: ['*.ts', 'e2e', 'node_modules/local-logto/*.d.ts'],
    }),
  );

  await outside.run('npx tsc');
});
