import { createEdgeClient, edgeRoute, edgeSignInOptions } from '../../../logto/edge';

export default edgeRoute('POST', (request) =>
  createEdgeClient(request).handleSignIn(edgeSignInOptions(request))(request),
);

export const config = { runtime: 'edge' };
