import type { Directive, Play } from './player.ts';
import { recordedResource, singlePageApp } from './recorded-public-tenant.ts';
import { authorizeRequest, basic, exchangeCode, reachCallback } from './sign-in-flow.ts';

const scope =
  'openid offline_access profile email phone address identities custom_data roles urn:logto:scope:organizations urn:logto:scope:organization_roles urn:logto:scope:sessions read';

const reachCode = async ({ browser, values }: Play) => {
  const request = authorizeRequest(singlePageApp, scope, [recordedResource]);
  const callback = await reachCallback(browser, request, { identifier: 'alice', password: 'alice-demo' });
  values.set('code', callback.searchParams.get('code') ?? '');
  values.set('right-verifier', request.verifier);
  values.set('basic-public', basic(singlePageApp.id, 'made-up'));
  return { request, callback };
};

/** What recordings of a single-page app do. */
export const publicDirectives: Record<string, Directive> = {
  /** Signs in up to the callback. */
  'public-code': async (play) => {
    await reachCode(play);
  },
  /** Signs in, and exchanges the code. */
  'public-tokens': async (play) => {
    const { request, callback } = await reachCode(play);
    const { json } = await exchangeCode(play.browser, request, callback);
    play.values.set('access', String(json.access_token));
    play.values.set('refresh', String(json.refresh_token));
    play.values.set('id', String(json.id_token));
  },
};
