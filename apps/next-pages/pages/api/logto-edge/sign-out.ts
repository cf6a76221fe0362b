import { reportFailure, requestedBaseUrl } from '@repo/server';
import { environment } from '../../../environment';
import { createEdgeClient, edgeRoute } from '../../../logto/edge';

export default edgeRoute('POST', async (request) => {
  const logtoClient = createEdgeClient(request);
  try {
    return await logtoClient.handleSignOut()(request);
  } catch (error) {
    // Sign out of this app even if Logto is down.
    reportFailure(error, { at: request.nextUrl.pathname });
    const { nodeClient, headers } = await logtoClient.createNodeClientFromEdgeRequest(request);
    await nodeClient.clearAllTokens();
    headers.set('location', `${requestedBaseUrl(request.headers, environment)}/`);
    return new Response(null, { status: 303, headers });
  }
});

export const config = { runtime: 'edge' };
