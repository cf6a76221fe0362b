'use server';

import { type ApiAnswer, refuseFormOfOtherUser } from '@repo/server';
import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { refreshClaims } from '../../logto/client';
import { showActionFailure } from '../../logto/failures';
import { callForOrganization } from '../../logto/organization';
import { requireClaims } from '../../logto/protect';

/** Calls the API for one of the visitor's organizations. */
export const callOrganization = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const claims = await requireClaims();
    const id = claims.organizations?.find((organization) => organization === fields.get('id'));
    if (!id) notFound();
    refuseFormOfOtherUser(fields.get('user'), claims);

    const answer = await callForOrganization(id, Object.fromEntries(fields));
    if (!answer) throw new Error('Unknown call');
    if (fields.get('call') === 'invite') refresh();
    return answer;
  } catch (error) {
    return showActionFailure(error);
  }
};

/** Renews the list. */
export const renewOrganizations = async () => {
  try {
    await refreshClaims();
    refresh();
  } catch (error) {
    return showActionFailure(error);
  }
};
