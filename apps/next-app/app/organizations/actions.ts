'use server';

import { LogtoClientError } from '@logto/next';
import { getLogtoContext } from '@logto/next/server-actions';
import { type ApiAnswer, refuseFormOfOtherUser } from '@repo/server';
import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { logtoConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';
import { callForOrganization as callApi, refreshClaims } from '../../logto/organization';

/** Calls the API for one of the visitor's organizations. */
export const callForOrganization = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const { claims } = await getLogtoContext(logtoConfig);
    if (!claims) throw new LogtoClientError('not_authenticated');

    const id = claims.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) notFound();
    refuseFormOfOtherUser(fields.get('user'), claims);

    const answer = await callApi(id, Object.fromEntries(fields));
    if (!answer) throw new Error('Unknown call');
    if (fields.get('call') === 'invite') refresh();
    return answer;
  } catch (error) {
    return showFailure(error);
  }
};

/** Renews the list. */
export const renewOrganizations = async () => {
  try {
    await refreshClaims();
    refresh();
  } catch (error) {
    return showFailure(error);
  }
};
