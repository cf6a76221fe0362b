import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { groupIntoFlows } from '../control/flows.ts';
import type { LoggedRequest } from '../control/request-log.ts';
import { createDirectory, idOf } from '../directory.ts';
import { firstApp, shopping, tenant } from '../test/fixture.ts';
import { flowItem } from './flow-list.ts';

const directory = createDirectory(tenant);
const organization = idOf('organization', 'Acme');

/** The line of a flow with these requests: what it was, and the status. */
const line = (...requests: Array<Partial<LoggedRequest>>): string[] => {
  const complete = requests.map((request) => ({
    time: 0,
    app: firstApp.id,
    method: 'POST',
    endpoint: '/oidc/token',
    status: 200,
    duration: 5,
    ...request,
  }));
  const [flow] = groupIntoFlows(complete);
  if (!flow) throw new Error('No flow');
  const $ = load(flowItem(directory, flow).markup);
  return [$('summary b').text(), $('summary .good, summary .bad').text()];
};

const refresh = { grant: 'refresh_token' };

test.each<[string, Array<Partial<LoggedRequest>>]>([
  [
    'Sign-in, userinfo',
    [{ endpoint: '/oidc/auth' }, { grant: 'authorization_code' }, { endpoint: '/oidc/me' }],
  ],
  ['Sign-in, no code exchanged', [{ endpoint: '/oidc/auth' }, { endpoint: '/oidc/auth/:id' }]],
  [
    'Sign-out',
    [
      { endpoint: '/oidc/token/revocation' },
      { endpoint: '/oidc/session/end' },
      { fromLogto: true, endpoint: 'http://app.test' },
    ],
  ],
  ['Logout token', [{ fromLogto: true, endpoint: 'http://app.test' }]],
  ['Token for Shopping in Acme', [{ ...refresh, resource: shopping, organization }]],
  ['Token for userinfo, userinfo', [refresh, { endpoint: '/oidc/me' }]],
  ['Token', [{ grant: 'client_credentials' }]],
  ['Account API', [{ endpoint: '/api/my-account' }, { endpoint: '/api/verifications/password' }]],
  ['Management API', [{ endpoint: '/api/users' }]],
  ['Keys', [{ endpoint: '/oidc/jwks', app: undefined }]],
])('a flow is called "%s"', (name, requests) => {
  expect(line(...requests)).toEqual([name, 'OK']);
});

test('a flow shows the first status that is an error, or that there was no response', () => {
  expect(line({ status: 303 }, { status: 403 }, { status: 500 })[1]).toBe('403');
  expect(line({ status: 0 })[1]).toBe('none');
});
