import { randomUUID } from 'node:crypto';
import { apis, resources } from '@repo/config/apis';
import express, { type Express, json, type RequestHandler } from 'express';
import { z } from 'zod';
import { type AccessToken, createRequireAccessToken, organizationAudience } from './access-token.ts';
import { ApiError, answerError } from './api-error.ts';
import { createInvitations } from './invitations.ts';
import { createLists } from './lists.ts';
import { createManagementApi, type ManagementApiOptions } from './management-api.ts';

type Item = { id: string; name: string; addedBy: string };
const newItem = z.strictObject({ name: z.string().trim().min(1).max(100) });
const newItemHint = 'Send {"name": "…"} as application/json, with a name of 1 to 100 characters';

type Member = { status: 'member'; id: string } | { status: 'invited'; email: string; invitedBy: string };
const newInvitation = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  // The id of the invitation is added to it.
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .regex(/^[^?#]+[^?#/]$/),
});
const invitationHint =
  'Send {"email": "…", "link": "…"} as application/json: the link is a page of your application, without a query';

// Runs after the guard, so that the bodies of unauthorized callers are not read at all.
const jsonBody = json({ limit: '4kb' });

const parseBody = <Body>(body: unknown, schema: z.ZodType<Body>, hint: string): Body => {
  const { success, data } = schema.safeParse(body);
  if (!success) throw new ApiError(400, 'invalid_request', hint);
  return data;
};

const methodNotAllowed = (allow: string): RequestHandler => {
  return () => {
    throw new ApiError(405, 'method_not_allowed', `Use one of ${allow}`, { Allow: allow });
  };
};

// The token decides whose list it is. The URL never does.
const ownerOf = ({ organization_id, sub }: AccessToken): string =>
  organization_id ? `organization:${organization_id}` : `user:${sub}`;

/**
 * Creates the API that the access tokens are for. It keeps everything in memory.
 *
 * @param options.endpoint The address of the Logto whose access tokens are accepted, with or without a trailing slash.
 * @param options.issuerTimeout Milliseconds that Logto has to answer.
 * @param options.management The API's own application at Logto, which invites members.
 * @returns An Express app that does not listen yet.
 */
export const createResourceServer = (options: {
  endpoint: string;
  issuerTimeout?: number;
  // #region organizations
  management: Pick<ManagementApiOptions, 'appId' | 'appSecret' | 'indicator'>;
  // #endregion
}): Express => {
  const { endpoint, issuerTimeout = 3000 } = options;
  const requireAccessToken = createRequireAccessToken(endpoint, issuerTimeout);
  // #region organizations
  const invitations = createInvitations(
    createManagementApi({
      ...options.management,
      endpoint: endpoint.replace(/\/+$/, ''),
      timeout: issuerTimeout,
    }),
  );
  // #endregion

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

  for (const { path, indicator, read, write } of apis) {
    const items = createLists<Item>();

    app
      .route(path)
      .get(requireAccessToken(indicator, read), (_request, response) => {
        const owner = ownerOf(response.locals.accessToken);
        response.json({ owner, items: items.of(owner) });
      })
      .post(requireAccessToken(indicator, write), jsonBody, (request, response) => {
        const { accessToken } = response.locals;
        const { name } = parseBody(request.body, newItem, newItemHint);
        const item = { id: randomUUID(), name, addedBy: accessToken.sub };
        items.add(ownerOf(accessToken), item);
        response.status(201).json(item);
      })
      .all(methodNotAllowed('GET, HEAD, POST'));
  }

  // #region organizations
  const members = createLists<Member>();

  // A valid organization token proves that its user is a member.
  const addCaller = (organizationId: string, id: string): void => {
    const isKnown = members
      .of(organizationId)
      .some((member) => member.status === 'member' && member.id === id);
    if (!isKnown) members.add(organizationId, { status: 'member', id });
  };

  app
    .route('/organizations/:organizationId/members')
    .get(requireAccessToken(organizationAudience, 'read:members'), (request, response) => {
      const { organizationId } = request.params;
      addCaller(organizationId, response.locals.accessToken.sub);
      response.json({ members: members.of(organizationId) });
    })
    .post(requireAccessToken(organizationAudience, 'invite:member'), jsonBody, async (request, response) => {
      const { organizationId } = request.params;
      const { sub: invitedBy, client_id: applicationId } = response.locals.accessToken;
      const { email, link } = parseBody(request.body, newInvitation, invitationHint);
      await invitations.invite({ organizationId, email, invitedBy, link, applicationId });

      const member: Member = { status: 'invited', email, invitedBy };
      members.add(organizationId, member);
      response.status(201).json(member);
    })
    .all(methodNotAllowed('GET, HEAD, POST'));

  // Nobody needs a permission to accept, so any user's token for this API will do.
  app
    .route('/invitations/:id')
    .get(requireAccessToken<{ id: string }>(resources.shopping), async (request, response) => {
      response.json(await invitations.read(request.params.id, response.locals.accessToken.sub));
    })
    .post(requireAccessToken<{ id: string }>(resources.shopping), async (request, response) => {
      const { sub: id } = response.locals.accessToken;
      const { organization, email } = await invitations.accept(request.params.id, id);
      members.remove(organization.id, (member) => member.status === 'invited' && member.email === email);
      addCaller(organization.id, id);
      response.json({ organization });
    })
    .all(methodNotAllowed('GET, HEAD, POST'));
  // #endregion

  app.use(() => {
    throw new ApiError(404, 'not_found', 'There is nothing at this address');
  });
  app.use(answerError);
  return app;
};
