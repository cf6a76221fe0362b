import { reportFailure } from '@repo/server';
import { environment } from '../../../environment';
import { edgeAuthRoute, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('POST', async (request) => {
  try {
    return await logtoEdgeClient.handleSignOut()(request);
  } catch (error) {
    // Sign out of this app even if Logto is down.
    reportFailure(error, { at: request.nextUrl.pathname });
    const { nodeClient, headers } = await logtoEdgeClient.createNodeClientFromEdgeRequest(request);
    await nodeClient.clearAllTokens();
    headers.set('location', `${environment.baseUrl}/`);
    return new Response(null, { status: 303, headers });
  }
});

export const config = { runtime: 'edge' };
