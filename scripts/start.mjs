// `npm start`: installs, builds, starts the apps, local Logto and the protected API, and stops them on Ctrl-C.
import { build, install, seconds, servers } from './setup.mjs';
import { startServer } from './start-server.mjs';

const startedAt = performance.now();

const start = ({ name, folder, command, url, ready: path = '/' }) =>
  startServer(name, process.execPath, command, { folder, ready: `${url}${path}` });

await install();
await build();
console.log('… Start the three apps, local Logto and the protected API');
await Promise.all(servers.map(start));

const { users } = await import('../packages/config/dist/index.js');
const people = Object.values(users).map(({ username, password }) => `${username} / ${password}`);

console.log(`✔ Everything is running (${seconds(startedAt)})

${servers.map(({ name, url }) => `  ${name.padEnd(22)}${url}`).join('\n')}

  Sign in as            ${people.join('   ')}
  Stop with             Ctrl-C
`);
