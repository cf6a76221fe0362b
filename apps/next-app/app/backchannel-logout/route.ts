import { createBackChannelLogout } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from '../../environment';
import { endSessions } from '../../logto/session';

const logOut = createBackChannelLogout(environment, endSessions);

/** Logto posts a logout token here when a visitor signs out anywhere. `proxy.ts` limits the body. */
export const POST = async (request: NextRequest) => {
  const form = new URLSearchParams(await request.text());
  const [token, ...others] = form.getAll('logout_token');
  const { status, body } = await logOut(others.length > 0 ? undefined : token);
  return Response.json(body, { status });
};
