'use server';

import { getAccessToken, getLogtoContext, getOrganizationToken } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { type ApiAnswer, callApi } from '@repo/server';
import { redirect } from 'next/navigation';
import { environment } from '../../environment';
import { clearAccessToken } from '../../logto/client';
import { logtoConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';

const callFor = async (id: string, call: unknown) => {
  const members = `${environment.resourceServerUrl}/organizations/${encodeURIComponent(id)}/members`;
  const withToken = { getAccessToken: () => getOrganizationToken(logtoConfig, id), clearAccessToken };

  switch (call) {
    case 'members':
      return callApi(members, { method: 'GET', ...withToken });
    case 'invite': {
      const body = { email: 'newcomer@example.com' };
      return callApi(members, { method: 'POST', body, ...withToken });
    }
    case 'shopping':
      return callApi(`${environment.resourceServerUrl}/shopping/items`, {
        method: 'GET',
        getAccessToken: () => getAccessToken(logtoConfig, resources.shopping, id),
        clearAccessToken,
      });
    default:
      throw new Error('Unknown call');
  }
};

/** Calls the API with a token for one of the visitor's organizations. The session caches the token. */
export const callForOrganization = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const { isAuthenticated, claims } = await getLogtoContext(logtoConfig);
    if (!isAuthenticated) redirect('/failed?kind=ended');

    const id = claims?.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) throw new Error('Unknown organization');
    return await callFor(id, fields.get('call'));
  } catch (error) {
    return showFailure(error);
  }
};
