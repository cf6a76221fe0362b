// `npm start`: installs, builds, starts local Logto and the three apps, and ends them all on Ctrl-C.
import { setTimeout as delay } from 'node:timers/promises';
import { build, fail, install, isStopping, launch, seconds, servers } from './setup.mjs';

const begin = performance.now();

const answers = async (url) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    // Not listening yet.
    return false;
  }
};

const start = async ({ name, folder, command, url, ready: path = '/' }) => {
  let output = '';
  let isReady = false;
  const server = launch(process.execPath, command, {
    folder,
    onOutput: (text) => {
      if (isReady) process.stderr.write(`[${name}] ${text}`);
      else output += text;
    },
  });
  server.once('exit', (status) => fail(`${name} ended by itself (status ${status}).\n\n${output}`));

  while (!isStopping() && !(await answers(`${url}${path}`))) await delay(50);
  isReady = true;
};

await install();
await build();
console.log('… Start the three apps, local Logto and the protected API');
await Promise.all(servers.map(start));

const { users } = await import('../packages/config/dist/index.js');
const people = Object.values(users).map(({ username, password }) => `${username} / ${password}`);

console.log(`✔ Everything is running (${seconds(begin)})

${servers.map(({ name, url }) => `  ${name.padEnd(22)}${url}`).join('\n')}

  Sign in as            ${people.join('   ')}
  Stop with             Ctrl-C
`);
