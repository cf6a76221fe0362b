import type { NextRequest } from 'next/server';
import { environment } from '../../../logto';
import { logtoEdgeClient } from '../../../logto-edge-client';
import { seeOther } from '../../../see-other';

const signIn = logtoEdgeClient.handleSignIn({
  redirectUri: `${environment.baseUrl}/api/logto-edge/sign-in-callback`,
});

const handler = (request: NextRequest) => seeOther(request, signIn);

export default handler;

export const config = { runtime: 'edge' };
