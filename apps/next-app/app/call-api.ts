import LogtoClient from '@logto/next/server-actions';
import { decodeToken } from '@repo/server';
import type { CallResult } from '@repo/ui';
import { environment, logtoConfig } from './logto';

export type Call = { method: 'GET' | 'POST'; path: string; body?: Record<string, string> };

const send = async (accessToken: string, { method, path, body }: Call): Promise<CallResult> => {
  const response = await fetch(`${environment.resourceServerUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

  return {
    request: `${method} ${path}`,
    status: response.status,
    statusText: response.statusText,
    body: await response.json(),
    token: decodeToken(accessToken),
  };
};

/**
 * Calls the resource server with an access token, as RFC 6750 says, and tells what a page may show of it. A token that is
 * not accepted is replaced once: Logto may have changed its keys since the session got it.
 */
export const callApi = async (getAccessToken: () => Promise<string>, call: Call): Promise<CallResult> => {
  const result = await send(await getAccessToken(), call);
  if (result.status !== 401) return result;

  const client = await new LogtoClient(logtoConfig).createNodeClient();
  await client.clearAccessToken();
  return send(await getAccessToken(), call);
};
