import { handleSignIn } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { logtoConfig } from '../../logto';

export const GET = async (request: NextRequest) => {
  await handleSignIn(logtoConfig, request.nextUrl.searchParams);
  redirect('/');
};
