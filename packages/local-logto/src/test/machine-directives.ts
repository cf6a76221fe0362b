import { idOf } from '../directory.ts';
import type { Directive } from './player.ts';
import { manager, recordedUsers, robot } from './recorded-machine-tenant.ts';
import { basic, requestToken } from './sign-in-flow.ts';

/** What recordings of applications without a user do. */
export const machineDirectives: Record<string, Directive> = {
  /** Sets the credentials of the application, and wrong ones. */
  basic: async ({ values }) => {
    values.set('basic', basic(robot.id, robot.secret)).set('basic-wrong', basic(robot.id, 'wrong'));
  },
  /** Sets a token for the Management API, and the ids that the recordings of it ask for. */
  'management-token': async ({ browser, values }) => {
    const { json } = await requestToken(browser, manager, {
      grant_type: 'client_credentials',
      resource: 'https://default.logto.app/api',
      scope: 'all',
    });
    values.set('management', String(json.access_token)).set('rec-org', idOf('organization', 'Rec Org'));
    for (const { username } of recordedUsers) values.set(username, idOf('user', username));
  },
};
