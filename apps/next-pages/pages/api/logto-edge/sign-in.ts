import { uiLocales } from '@repo/server';
import { edgeAuthRoute, edgeRedirectUri, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('POST', (request) => {
  const extraParams = uiLocales(request.headers.get('accept-language'));
  return logtoEdgeClient.handleSignIn({ redirectUri: edgeRedirectUri, extraParams })(request);
});

export const config = { runtime: 'edge' };
