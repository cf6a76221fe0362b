'use server';

import { getAccessToken, getLogtoContext, getOrganizationToken } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import type { CallResult } from '@repo/ui';
import { redirect } from 'next/navigation';
import { callApi } from '../call-api';
import { logtoConfig } from '../logto';
import { toFailed } from '../to-failed';

const callFor = async (id: string, call: unknown) => {
  const path = `/organizations/${encodeURIComponent(id)}/members`;
  switch (call) {
    case 'members':
      return callApi(() => getOrganizationToken(logtoConfig, id), { method: 'GET', path });
    case 'invite': {
      const body = { email: 'newcomer@example.com' };
      return callApi(() => getOrganizationToken(logtoConfig, id), { method: 'POST', path, body });
    }
    case 'shopping': {
      const getShoppingToken = () => getAccessToken(logtoConfig, resources.shopping, id);
      return callApi(getShoppingToken, { method: 'GET', path: '/shopping/items' });
    }
    default:
      throw new Error('Unknown call');
  }
};

/** Asks for a token for one organization, which the session keeps, and calls the API with it. */
export const callForOrganization = async (_previous: CallResult | undefined, fields: FormData) => {
  try {
    const { isAuthenticated, claims } = await getLogtoContext(logtoConfig);
    if (!isAuthenticated) redirect('/failed?kind=ended');

    const id = claims?.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) throw new Error('Not an organization of this user');
    return await callFor(id, fields.get('call'));
  } catch (error) {
    return toFailed(error);
  }
};
