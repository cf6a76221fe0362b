'use server';

import { LogtoClientError } from '@logto/next';
import { getAccessToken, getLogtoContext, getOrganizationToken } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { type ApiAnswer, callApi } from '@repo/server';
import { environment } from '../../environment';
import { createNodeClient } from '../../logto/client';
import { logtoConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';

/** Calls the API with a token for one of the visitor's organizations. The session caches the token. */
export const callForOrganization = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const { isAuthenticated, claims } = await getLogtoContext(logtoConfig);
    if (!isAuthenticated) throw new LogtoClientError('not_authenticated');

    const id = claims?.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) throw new Error('Not one of your organizations');

    const call = fields.get('call');
    const isShopping = call === 'shopping';
    const path = isShopping ? '/shopping/items' : `/organizations/${encodeURIComponent(id)}/members`;
    return await callApi(`${environment.resourceServerUrl}${path}`, {
      method: call === 'invite' ? 'POST' : 'GET',
      body: call === 'invite' ? { email: 'newcomer@example.com' } : undefined,
      getAccessToken: isShopping
        ? () => getAccessToken(logtoConfig, resources.shopping, id)
        : () => getOrganizationToken(logtoConfig, id),
      clearAccessToken: async () => (await createNodeClient()).clearAccessToken(),
    });
  } catch (error) {
    return showFailure(error);
  }
};
