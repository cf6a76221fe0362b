// `npm start`: installs, builds, starts local Logto, the protected API and the apps, and stops them on Ctrl-C.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clientOf, localVariablesOf, problemOfClient } from './logto.mjs';
import { fail } from './programs.mjs';
import { build, checkNode, checkPorts, install, seconds, servers } from './setup.mjs';
import { startServer } from './start-server.mjs';

const startedAt = performance.now();

const parameters = process.argv.slice(2);
const wantsLocalLogto = parameters.includes('--local-logto');
if (parameters.some((parameter) => parameter !== '--local-logto')) {
  await fail(
    'Use: npm start, or npm start -- --local-logto, which uses local Logto whatever .env.local says',
  );
}
await checkNode();

const [, ...withLogto] = servers;
const remote = wantsLocalLogto
  ? []
  : withLogto.map(({ folder }) => clientOf(folder)).filter(({ isLocal }) => !isLocal);
const problems = new Set((await Promise.all(remote.map(problemOfClient))).filter(Boolean));
if (problems.size > 0) {
  await fail(`${[...problems].join('\n  ')}\n\n  Or use local Logto: npm start -- --local-logto`);
}

const chosen = remote.length === withLogto.length ? withLogto : servers;
await checkPorts(chosen);
await install();

const logtos = [...new Set(remote.map(({ endpoint }) => endpoint))].map((url) => ({ name: 'Logto', url }));
const line = ({ name, url }) => `${name.padEnd(22)}${url.padEnd(24)}`;
for (const logto of logtos) console.log(`✔ ${line(logto)}already running`);

const root = fileURLToPath(new URL('..', import.meta.url));
const comparisonPage = join(root, 'packages/comparison/dist/index.html');
// Its links open files in VS Code.
process.env.SOURCE_ROOT_URL ??= `vscode://file${pathToFileURL(root).pathname.replace(/\/$/, '')}`;

const start = async (server) => {
  const { name, folder, command, url, ready = '/' } = server;
  const env = wantsLocalLogto ? localVariablesOf(folder) : {};
  if (folder === 'packages/local-logto') env.LOCAL_LOGTO_COMPARISON = comparisonPage;
  await startServer(name, process.execPath, command, { folder, env, ready: `${url}${ready}` });
  console.log(`✔ ${line(server)}after ${seconds(startedAt)}`);
};

// The Next.js apps take longest to build, so the others do not wait for them.
const nextApps = chosen.filter(({ name }) => name.startsWith('Next.js'));
const others = chosen.filter((server) => !nextApps.includes(server));
await build(
  `Build ${others.map(({ name }) => name).join(', ')}`,
  others.map(({ folder }) => folder),
);
await Promise.all([
  ...others.map(start),
  ...(chosen === servers ? [build('Build the comparison', ['packages/comparison'])] : []),
  ...nextApps.map(async (app) => {
    await build(`Build ${app.name}`, [app.folder]);
    await start(app);
  }),
]);

const { users } = await import('../packages/config/dist/index.js');
const people = Object.values(users).map(({ username, password }) => `${username} / ${password}`);

const comparison = { name: 'Comparison', url: 'http://localhost:3001/local/compare' };
const shown = [...logtos, ...chosen, ...(chosen === servers ? [comparison] : [])];
console.log(`✔ Everything is running (${seconds(startedAt)})

${shown.map((server) => `  ${line(server).trimEnd()}`).join('\n')}

  Sign in as            ${people.join('   ')}
  Stop with             Ctrl-C
`);
