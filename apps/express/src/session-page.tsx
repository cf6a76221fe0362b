import { source } from '@repo/config/source';
import { SessionSummary } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from './page.tsx';
import { describe } from './session.ts';

export const showSession: RequestHandler = async (request, response) => {
  const session = await describe(request);

  sendPage(response, {
    current: '/session',
    title: 'Session',
    signedIn: true,
    source: source('src/session-store.ts', 'new MemoryStore'),
    children: (
      <>
        <h1>Session</h1>
        <SessionSummary {...session} tokens={session.accessTokens} />
      </>
    ),
  });
};
