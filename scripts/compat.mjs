// `pnpm compat`: runs the suite with other versions of what the apps stand on, each in a copy of the repository of its
// own, and writes docs/compatibility.md. `pnpm compat "Express 4"` runs one cell again and keeps the others.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'docs/compatibility.json');

const nextApps = ['next-pages', 'next-app'];

/** Next.js 15 calls proxy.ts middleware.ts, and runs it on Node.js only when told. */
const toMiddleware = (folder) => {
  for (const app of nextApps) {
    const proxy = join(folder, 'apps', app, 'proxy.ts');
    const source = readFileSync(proxy, 'utf8')
      .replace('export const proxy =', 'export const middleware =')
      .replace('export const config = {', "export const config = { runtime: 'nodejs',");
    writeFileSync(proxy, source);
    renameSync(proxy, join(folder, 'apps', app, 'middleware.ts'));
  }
};

const cells = [
  { name: 'Pinned versions', apps: [...nextApps, 'express'], versions: {} },
  {
    name: 'Next.js 15',
    apps: nextApps,
    versions: { next: '15.5.29' },
    adapt: toMiddleware,
    change: "`proxy.ts` renamed to `middleware.ts`, its function too, with `runtime: 'nodejs'`",
  },
  { name: 'React 19.0', apps: nextApps, versions: { react: '19.0.0', 'react-dom': '19.0.0' } },
  {
    name: 'Express 4',
    apps: ['express'],
    versions: { express: '4.22.3', '@types/express': '4.17.25' },
    gap: 'Express 4 does not wait for what a handler promises: an error in one ends the process',
  },
  { name: 'First @logto/next 4', apps: nextApps, versions: { '@logto/next': '4.0.3' } },
  { name: 'First @logto/express 3', apps: ['express'], versions: { '@logto/express': '3.0.13' } },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !cells.some((cell) => cell.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no cell ${unknown.join(', ')}: choose from ${cells.map(({ name }) => name).join(', ')}`,
  );
  process.exit(1);
}

/** A copy of what git knows or would add, outside the repository. */
const copyRepository = () => {
  const folder = mkdtempSync(join(tmpdir(), 'compat-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n')) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
  }
  return folder;
};

const pinVersions = (folder, versions) => {
  const path = join(folder, 'pnpm-workspace.yaml');
  let workspace = readFileSync(path, 'utf8');
  for (const [name, version] of Object.entries(versions)) {
    const line = new RegExp(`^( +"?${name}"?: ).+$`, 'm');
    if (!line.test(workspace)) throw new Error(`${name} is not in the catalog of pnpm-workspace.yaml`);
    workspace = workspace.replace(line, `$1${version}`);
  }
  writeFileSync(path, workspace);
};

const run = (folder, parameters, env = {}) => {
  const { status, stdout, stderr } = spawnSync('pnpm', parameters, {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
};

const libraries = ['next', 'react', 'express', '@logto/next', '@logto/express'];

const installedVersions = (folder, app) =>
  libraries.flatMap((name) => {
    const path = join(folder, 'apps', app, 'node_modules', name, 'package.json');
    return existsSync(path) ? [`${name} ${JSON.parse(readFileSync(path, 'utf8')).version}`] : [];
  });

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

const lastLine = (output) =>
  output
    .trim()
    .split('\n')
    .findLast((line) => /error/i.test(line))
    ?.trim() ?? 'no reason given';

/** What the suite says of one app: how many tests passed, and which did not. */
const runSuite = (folder, app) => {
  const report = join(folder, `report-${app}.json`);
  const { output } = run(folder, ['--filter', '@repo/e2e', 'e2e', '--project', app, '--reporter=json'], {
    E2E_APPS: app,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: [`the suite did not start: ${lastLine(output)}`] };
  const specs = JSON.parse(readFileSync(report, 'utf8')).suites.flatMap(specsOf);
  if (specs.length === 0) return { passed: 0, failed: [`the app did not start: ${lastLine(output)}`] };
  return {
    passed: specs.filter(({ ok }) => ok).length,
    failed: specs.filter(({ ok }) => !ok).map(({ title }) => title),
  };
};

/** Runs one cell and gives a row for each of its apps. */
const runCell = ({ name, apps, versions, adapt, change }) => {
  console.log(`… ${name}`);
  const folder = copyRepository();
  try {
    pinVersions(folder, versions);
    adapt?.(folder);
    const installed = run(folder, ['install', '--no-frozen-lockfile']);
    if (!installed.ok) throw new Error(`pnpm install failed in ${name}:\n${installed.output}`);

    return apps.map((app) => {
      const filters = [app, 'local-logto', 'resource-server', 'e2e'].flatMap((room) => [
        '--filter',
        `@repo/${room}`,
      ]);
      const built = run(folder, ['exec', 'turbo', 'run', 'build', ...filters, '--output-logs=errors-only']);
      const result = built.ok
        ? runSuite(folder, app)
        : { passed: 0, failed: [`it does not build: ${lastLine(built.output)}`] };
      console.log(`  ${app}: ${result.passed} passed, ${result.failed.length} failed`);
      const date = new Date().toISOString().slice(0, 10);
      return {
        cell: name,
        app,
        versions: installedVersions(folder, app),
        node: process.version,
        change,
        date,
        ...result,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const earlier = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')).rows : [];
const selected = cells.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const rows = cells.flatMap((cell) =>
  selected.includes(cell) ? runCell(cell) : earlier.filter((row) => row.cell === cell.name),
);

const outcome = ({ cell, passed, failed, change }) => {
  if (failed.length === 0) return `✔ ${passed} passed${change ? `, with ${change}` : ''}`;

  const { gap } = cells.find(({ name }) => name === cell);
  return `✘ ${failed.length} failed, ${passed} passed: ${gap ?? failed.slice(0, 3).join('; ')}`;
};

const lines = rows.map((row) => [
  row.cell,
  row.app,
  row.versions.join(', '),
  row.node,
  row.date,
  outcome(row),
]);
const table = [
  '| what | app | versions | Node.js | run on | outcome |',
  '| --- | --- | --- | --- | --- | --- |',
  ...lines.map((cells) => `| ${cells.join(' | ')} |`),
].join('\n');

writeFileSync(results, `${JSON.stringify({ rows }, null, 2)}\n`);
writeFileSync(
  join(root, 'docs/compatibility.md'),
  `# What works with what

Each row is a run of the whole suite on a copy of the repository with those versions, written by \`pnpm compat\`. What is
not named is as pinned. \`.github/workflows/compatibility.yml\` runs it every week.

${table}
`,
);
spawnSync('pnpm', ['exec', 'biome', 'format', '--write', 'docs'], { cwd: root });

console.log(`\n${table}`);
if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, table);

const surprises = rows.filter(({ cell, failed }) => {
  const { gap } = cells.find(({ name }) => name === cell);
  return gap ? failed.length === 0 : failed.length > 0;
});
for (const { cell, app, failed } of surprises) {
  console.error(
    failed.length > 0
      ? `✖ ${cell}, ${app}: ${failed.join('; ')}`
      : `✖ ${cell}, ${app}: the known gap is gone`,
  );
}
process.exit(surprises.length === 0 ? 0 : 1);
