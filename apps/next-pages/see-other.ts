import { failureOf } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from './logto';

/** Lets only a form's POST begin sign-in and sign-out, and answers 303: the SDK's 307 would make the browser POST on. */
export const seeOther = async (request: NextRequest, handle: (request: NextRequest) => Promise<Response>) => {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });

  try {
    const { headers } = await handle(request);
    return new Response(null, { status: 303, headers });
  } catch (error) {
    console.error(`${request.nextUrl.pathname}:`, error instanceof Error ? error.message : error);
    return Response.redirect(`${environment.baseUrl}/failed?kind=${failureOf(error)}`, 303);
  }
};
