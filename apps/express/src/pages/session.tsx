import { describeSession } from '@repo/session';
import { SessionSummary } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { redisStore } from '../logto/session.ts';

export const showSession: RequestHandler = async (request, response) => {
  const session = redisStore
    ? await redisStore.describe(request.sessionID)
    : describeSession(request.session, {
        store: 'In the memory of the Express process; the browser has a signed id in a cookie',
        bytes: Buffer.byteLength(JSON.stringify(request.session)),
      });

  sendPage(response, {
    current: '/session',
    title: 'Session',
    signedIn: true,
    children: (
      <>
        <h1>Session</h1>
        <SessionSummary {...session} idleMinutes={environment.idleMinutes} tokens={session.accessTokens} />
      </>
    ),
  });
};
