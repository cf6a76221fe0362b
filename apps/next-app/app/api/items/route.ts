import { getAccessToken } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { callApi } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from '../../../environment';
import { clearAccessToken } from '../../../logto/client';
import { logtoConfig } from '../../../logto/config';
import { answerFailure } from '../../../logto/failures';
import { requireScopes } from '../../../logto/permissions';

const callItems = async (call: Pick<Parameters<typeof callApi>[1], 'method' | 'body'>) => {
  const { body, status } = await callApi(`${environment.resourceServerUrl}/shopping/items`, {
    ...call,
    getAccessToken: () => getAccessToken(logtoConfig, resources.shopping),
    clearAccessToken,
  });
  return Response.json(body, { status });
};

/** The visitor's shopping list, for scripts. */
export const GET = async () => {
  try {
    await requireScopes(resources.shopping, ['shopping:read']);
    return await callItems({ method: 'GET' });
  } catch (error) {
    return answerFailure(error);
  }
};

/** Adds an item, sent as `{"name": "…"}`. */
export const POST = async (request: NextRequest) => {
  try {
    await requireScopes(resources.shopping, ['shopping:write']);
    // Without a body, the API says what it expects.
    const body = await request.json().catch(() => undefined);
    return await callItems({ method: 'POST', body });
  } catch (error) {
    return answerFailure(error);
  }
};
