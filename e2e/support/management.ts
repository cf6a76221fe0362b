import { resourceServerApplication } from '@repo/config';
import type { Servers } from '../servers.ts';

const { id, secret } = resourceServerApplication;

/** Calls the Management API of local Logto, such as `DELETE /api/organizations/ID/users/ID`. */
export const manage = async ({ logto }: Pick<Servers, 'logto'>, call: string): Promise<unknown> => {
  const credentials = Buffer.from(`${id}:${secret}`).toString('base64');
  const granted = await fetch(`${logto}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      resource: 'https://default.logto.app/api',
      scope: 'all',
    }),
  });
  const { access_token: token } = await granted.json();
  const [method, path] = call.split(' ');
  const response = await fetch(`${logto}${path}`, {
    ...(method && { method }),
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`Logto answered ${response.status} to ${call}`);
  return response.status === 204 ? undefined : response.json();
};
