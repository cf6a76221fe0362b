'use server';

import { LogtoClientError } from '@logto/next';
import { getLogtoContext } from '@logto/next/server-actions';
import type { ApiAnswer } from '@repo/server';
import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { createNodeClient } from '../../logto/client';
import { logtoConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';
import { callForOrganization as callApi } from '../../logto/organization';

/** Calls the API for one of the visitor's organizations. */
export const callForOrganization = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const { isAuthenticated, claims } = await getLogtoContext(logtoConfig);
    if (!isAuthenticated) throw new LogtoClientError('not_authenticated');

    const id = claims?.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) notFound();

    const answer = await callApi(id, Object.fromEntries(fields));
    if (!answer) throw new Error('Unknown call');
    if (fields.get('call') === 'invite') refresh();
    return answer;
  } catch (error) {
    return showFailure(error);
  }
};

/** Renews the ID token, whose claims list the organizations. */
export const refreshClaims = async () => {
  try {
    const client = await createNodeClient();
    await client.clearAccessToken();
    // Logto also issues a new ID token, which the SDK stores. It must be newer than the change.
    forgetTokenAnswers();
    await client.getAccessToken();
    refresh();
  } catch (error) {
    return showFailure(error);
  }
};
