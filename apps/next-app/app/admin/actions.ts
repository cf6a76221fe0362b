'use server';

import { getAccessToken } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { type ApiAnswer, callApi } from '@repo/server';
import { refresh } from 'next/cache';
import { environment } from '../../environment';
import { clearAccessToken } from '../../logto/client';
import { logtoConfig } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';
import { requireScopes } from '../../logto/permissions';
import { requireUser } from '../../logto/protect';

/** Adds an item to the visitor's shopping list. */
export const addItem = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    // Anyone can call a server action, even without seeing its button.
    await requireScopes(resources.shopping, ['shopping:write']);

    await requireUser(fields);
    const answer = await callApi(`${environment.resourceServerUrl}/shopping/items`, {
      method: 'POST',
      body: { name: String(fields.get('name') ?? '') },
      getAccessToken: () => getAccessToken(logtoConfig, resources.shopping),
      clearAccessToken,
    });
    // The page shows the new item.
    refresh();
    return answer;
  } catch (error) {
    return showActionFailure(error);
  }
};
