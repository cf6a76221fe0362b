import { createEdgeClient, edgeRoute } from '../../../logto/edge';

export default edgeRoute(
  'GET',
  (request) => createEdgeClient(request).handleSignInCallback()(request),
  'callback',
);

export const config = { runtime: 'edge' };
