import { decodeToken } from '@repo/session';
import type { CallResult } from '@repo/ui';
import { environment } from './logto';

type Call = { method: 'GET' | 'POST'; path: string; body?: Record<string, string> };

/** Calls the resource server with an access token, as RFC 6750 says, and tells what a page may show of it. */
export const callApi = async (accessToken: string, { method, path, body }: Call): Promise<CallResult> => {
  const response = await fetch(`${environment.resourceServerUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5000),
  });

  return {
    request: `${method} ${path}`,
    status: response.status,
    statusText: response.statusText,
    body: await response.json(),
    token: decodeToken(accessToken),
  };
};
