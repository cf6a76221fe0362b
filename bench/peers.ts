import { once } from 'node:events';
import { launch } from '../scripts/programs.mjs';
import type { Integration } from './integrations.ts';
import { environmentOf } from './servers.ts';

const folder = 'bench/peers';

const run = async (program: string, parameters: string[], env?: Record<string, string>) => {
  let output = '';
  const onOutput = (text: string) => {
    output += text;
  };
  const [status] = await once(launch(program, parameters, { folder, env, onOutput }), 'close');
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed in ${folder}:\n${output}`);
};

/** Installs the libraries that only the peers need. They have a lockfile of their own. */
export const installPeers = () => run('pnpm', ['install', '--frozen-lockfile']);

/** Builds the peers and floors among these integrations. The samples are built already. */
export const buildPeers = async (integrations: Integration[]): Promise<void> => {
  const own = integrations.filter(({ start }) => start.folder === folder);
  if (own.some(({ group }) => group === 'Express'))
    await run('node_modules/.bin/tsc', ['-p', 'express/tsconfig.build.json']);
  for (const integration of own) {
    const [next = '', , app = ''] = integration.start.command;
    if (integration.group !== 'Express')
      await run(process.execPath, [next, 'build', app], environmentOf(integration));
  }
};
