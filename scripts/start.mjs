// `npm start`: installs, builds, starts local Logto, the protected API and the apps, and stops them on Ctrl-C.
import { build, install, seconds, servers } from './setup.mjs';
import { startServer } from './start-server.mjs';

const startedAt = performance.now();

const start = async ({ name, folder, command, url, ready: path = '/' }) => {
  await startServer(name, process.execPath, command, { folder, ready: `${url}${path}` });
  console.log(`✔ ${name.padEnd(22)}${url.padEnd(24)}after ${seconds(startedAt)}`);
};

await install();

// The Next.js apps take longest to build, so the others do not wait for them.
const nextApps = servers.filter(({ name }) => name.startsWith('Next.js'));
const others = servers.filter((server) => !nextApps.includes(server));
await build(
  'Build local Logto, the protected API and Express',
  others.map(({ folder }) => folder),
);
await Promise.all([
  ...others.map(start),
  ...nextApps.map(async (app) => {
    await build(`Build ${app.name}`, [app.folder]);
    await start(app);
  }),
]);

const { users } = await import('../packages/config/dist/index.js');
const people = Object.values(users).map(({ username, password }) => `${username} / ${password}`);

console.log(`✔ Everything is running (${seconds(startedAt)})

${servers.map(({ name, url }) => `  ${name.padEnd(22)}${url}`).join('\n')}

  Sign in as            ${people.join('   ')}
  Stop with             Ctrl-C
`);
