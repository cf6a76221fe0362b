import { failureOf } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from '../../../logto';
import { logtoEdgeClient } from '../../../logto-edge-client';

const callback = logtoEdgeClient.handleSignInCallback();

const handler = async (request: NextRequest) => {
  try {
    return await callback(request);
  } catch (error) {
    console.error(`${request.nextUrl.pathname}:`, error instanceof Error ? error.message : error);
    return Response.redirect(`${environment.baseUrl}/failed?kind=${failureOf(error, 'callback')}`, 303);
  }
};

export default handler;

export const config = { runtime: 'edge' };
