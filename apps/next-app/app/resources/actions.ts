'use server';

import { getAccessToken } from '@logto/next/server-actions';
import { apis } from '@repo/config/apis';
import { type ApiAnswer, callApi } from '@repo/server';
import { environment } from '../../environment';
import { clearAccessToken } from '../../logto/client';
import { logtoConfig } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';
import { requireUser } from '../../logto/protect';

/**
 * Calls an API with an access token for its resource. A server action, because a server component cannot store the token in the
 * session. A refusal by the API is a response, which the page shows. Only thrown errors reach `showActionFailure`.
 */
export const callResource = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    // The form may have been shown before somebody else signed in.
    await requireUser(fields);
    // Anyone can call a server action, with any form data.
    const api = apis.find(({ indicator }) => indicator === fields.get('indicator'));
    if (!api) throw new Error('Unknown API resource');

    const isWrite = fields.get('method') === 'POST';
    return await callApi(`${environment.resourceServerUrl}${api.path}`, {
      method: isWrite ? 'POST' : 'GET',
      body: isWrite ? { name: 'Written by the App Router app' } : undefined,
      getAccessToken: () => getAccessToken(logtoConfig, api.indicator),
      clearAccessToken,
    });
  } catch (error) {
    return showActionFailure(error);
  }
};
