import { edgeRoute, logtoEdgeClient } from '../../logto/edge';

export default edgeRoute('GET', async (request) => {
  const { isAuthenticated, claims } = await logtoEdgeClient.getLogtoContext(request);
  if (isAuthenticated) return Response.json({ data: claims });

  return Response.json({ message: 'Unauthorized' }, { status: 401 });
});

export const config = { runtime: 'edge' };
