'use server';

import { getAccessToken } from '@logto/next/server-actions';
import { apis } from '@repo/config/apis';
import type { CallResult } from '@repo/ui';
import { type Call, callApi } from '../call-api';
import { logtoConfig } from '../logto';
import { toFailed } from '../to-failed';

/** Asks for an access token for the API resource, which the session keeps, and calls the API with it. */
export const callResource = async (_previous: CallResult | undefined, fields: FormData) => {
  try {
    // A server action is an address that anybody can post to: only what the page offers is accepted.
    const api = apis.find(({ indicator }) => indicator === fields.get('indicator'));
    if (!api) throw new Error('Unknown API resource');

    const { indicator, path } = api;
    const body = { name: 'Written by the App Router app' };
    const call: Call =
      fields.get('method') === 'POST' ? { method: 'POST', path, body } : { method: 'GET', path };
    return await callApi(() => getAccessToken(logtoConfig, indicator), call);
  } catch (error) {
    return toFailed(error);
  }
};
