import { once } from 'node:events';
import { launch } from '../scripts/setup.mjs';
import type { Integration } from './integrations.ts';
import { environmentOf } from './servers.ts';

const run = async (parameters: string[], env: Record<string, string>) => {
  let output = '';
  const program = launch(process.execPath, parameters, {
    folder: 'bench',
    env,
    onOutput: (text) => {
      output += text;
    },
  });
  const [status] = await once(program, 'close');
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} failed:\n${output}`);
};

/** Builds the peers and floors among these integrations. The samples are built already. */
export const buildPeers = async (integrations: Integration[]): Promise<void> => {
  const own = integrations.filter(({ start }) => start.folder === 'bench');
  if (own.some(({ group }) => group === 'Express'))
    await run(['node_modules/typescript/bin/tsc', '-p', 'express/tsconfig.build.json'], {});
  for (const integration of own) {
    const [program = '', , app = ''] = integration.start.command;
    if (program.includes('/next/')) await run([program, 'build', app], environmentOf(integration));
  }
};
