// Starts what `npm start` starts, in small: a server, and a build with a child in a process group of its own, as turbo has.
import { once } from 'node:events';
import { fail, launch } from '../programs.mjs';
import { startServer } from '../start-server.mjs';

const server = ['--eval', 'setInterval(() => {}, 1000)'];
await startServer('server', process.execPath, server, { ready: async () => true });

const build = launch('bash', ['-c', 'set -m; sleep 1000 >/dev/null 2>&1 & wait'], {
  onOutput: (text) => process.stdout.write(text),
});
console.log('ready');
await once(build, 'close');
await fail('The build has ended.');
