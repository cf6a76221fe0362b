import { apis } from '@repo/config/apis';
import express, { type Express } from 'express';
import { answerError, methodNotAllowed, notFound } from './answer-error.ts';
import { addItem, type Item, showItems } from './items.ts';
import { createLists } from './lists.ts';
import { inviteMember, type Member, showMembers } from './members.ts';
import { organizationAudience } from './organization-audience.ts';
import { jsonBody } from './request-body.ts';
import { createRequireAccessToken } from './require-access-token.ts';

export type ResourceServerOptions = {
  /** The address of the Logto whose access tokens count, with or without a trailing slash. */
  endpoint: string;
  /** Milliseconds that Logto has to answer when its keys are fetched: 3000 by default. */
  issuerTimeout?: number;
};

/**
 * Creates the API that the sample apps' access tokens are for. What it stores, it stores in memory.
 *
 * @returns An Express app that does not listen yet.
 */
export const createResourceServer = ({ endpoint, issuerTimeout = 3000 }: ResourceServerOptions): Express => {
  const requireAccessToken = createRequireAccessToken(endpoint, issuerTimeout);
  const members = createLists<Member>();

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  app
    .route('/health')
    .get((_request, response) => response.json({ status: 'ok' }))
    .all(methodNotAllowed('GET, HEAD'));

  for (const { path, indicator: audience, read, write } of apis) {
    const items = createLists<Item>();
    app
      .route(path)
      .get(requireAccessToken({ audience, scope: read }), showItems(items))
      .post(requireAccessToken({ audience, scope: write }), jsonBody, addItem(items))
      .all(methodNotAllowed('GET, HEAD, POST'));
  }

  app
    .route('/organizations/:organizationId/members')
    .get(requireAccessToken({ audience: organizationAudience, scope: 'read:members' }), showMembers(members))
    .post(
      requireAccessToken({ audience: organizationAudience, scope: 'invite:member' }),
      jsonBody,
      inviteMember(members),
    )
    .all(methodNotAllowed('GET, HEAD, POST'));

  app.use(notFound);
  app.use(answerError);
  return app;
};
