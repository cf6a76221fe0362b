import { describeSession } from '@repo/session';
import { SessionSummary } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { redisStore, sessionCookieOf } from '../logto/session.ts';

export const showSession: RequestHandler = async (request, response) => {
  const cookie = sessionCookieOf(request);
  const session = redisStore
    ? await redisStore.describe(request.sessionID, cookie)
    : describeSession(request.session, {
        store: 'In the memory of the Express process; the browser has a signed id in a cookie',
        inBrowser: cookie.length,
        onServer: Buffer.byteLength(JSON.stringify(request.session)),
      });

  sendPage(response, {
    current: '/session',
    heading: 'Session',
    signedIn: true,
    children: (
      <SessionSummary {...session} idleMinutes={environment.idleMinutes} tokens={session.accessTokens} />
    ),
  });
};
