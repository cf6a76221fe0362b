import type { NextRequest } from 'next/server';
import { logtoEdgeClient } from '../../../logto-edge-client';

const user = logtoEdgeClient.handleUser();

const handler = async (request: NextRequest) => {
  const response = await user(request);
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

export default handler;

export const config = { runtime: 'edge' };
