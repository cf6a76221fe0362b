import type { NextRequest } from 'next/server';
import { logtoEdgeClient } from '../../../logto-edge-client';
import { seeOther } from '../../../see-other';

const signOut = logtoEdgeClient.handleSignOut();

const handler = (request: NextRequest) => seeOther(request, signOut);

export default handler;

export const config = { runtime: 'edge' };
