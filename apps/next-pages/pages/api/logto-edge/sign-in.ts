import { edgeAuthRoute, edgeRedirectUri, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('POST', logtoEdgeClient.handleSignIn({ redirectUri: edgeRedirectUri }));

export const config = { runtime: 'edge' };
