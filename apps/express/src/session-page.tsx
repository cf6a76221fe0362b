import { source } from '@repo/config/source';
import { describeSession, type SessionDescription } from '@repo/session';
import { SessionSummary } from '@repo/ui';
import type { Request, RequestHandler } from 'express';
import { sendPage } from './page.tsx';
import { redisStore } from './session-store.ts';

const describe = async (request: Request): Promise<SessionDescription> =>
  redisStore
    ? redisStore.describe(request.sessionID)
    : describeSession(request.session, {
        store: 'In the memory of the Express process; the browser has its signed id in a cookie',
        bytes: Buffer.byteLength(JSON.stringify(request.session)),
      });

export const showSession: RequestHandler = async (request, response) => {
  const session = await describe(request);

  sendPage(response, {
    current: '/session',
    title: 'Session',
    signedIn: true,
    source: source(
      'src/session-store.ts',
      redisStore ? 'createRedisStore({ url, secret })' : 'new MemoryStore',
    ),
    children: (
      <>
        <h1>Session</h1>
        <SessionSummary {...session} tokens={session.accessTokens} />
      </>
    ),
  });
};
