import { createEdgeClient, edgeAuthRoute } from '../../../logto/edge';

export default edgeAuthRoute(
  'GET',
  (request) => createEdgeClient(request).handleSignInCallback()(request),
  'callback',
);

export const config = { runtime: 'edge' };
