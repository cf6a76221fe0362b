import type { NextRequest } from 'next/server';
import { logtoEdgeClient } from '../../logto/edge';

const handler = async (request: NextRequest) => {
  const { isAuthenticated, claims } = await logtoEdgeClient.getLogtoContext(request);
  const headers = { 'cache-control': 'private, no-store' };

  return isAuthenticated
    ? Response.json({ data: claims }, { headers })
    : Response.json({ message: 'Unauthorized' }, { status: 401, headers });
};

export default handler;

export const config = { runtime: 'edge' };
