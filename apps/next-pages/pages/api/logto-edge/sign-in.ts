import { createEdgeClient, edgeAuthRoute, edgeSignInOptions } from '../../../logto/edge';

export default edgeAuthRoute('POST', (request) =>
  createEdgeClient(request).handleSignIn(edgeSignInOptions(request))(request),
);

export const config = { runtime: 'edge' };
