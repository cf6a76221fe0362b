import { z } from 'zod/v3';
import { guardBody } from '../account/body-guard.ts';
import { ApiError, demand } from '../api-error.ts';
import { decodePart, readJson, refuseMethod, sendApiError } from '../api-exchange.ts';
import type { Account, Directory } from '../directory.ts';
import { type Exchange, sendJson } from '../exchange.ts';
import type { Inbox } from '../inbox.ts';
import { demandManagementToken, type TokenIssuer } from './authenticate.ts';
import {
  changeStatus,
  createInvitation,
  findInvitation,
  type Invitations,
  sendInvitation,
  shownInvitation,
} from './invitations.ts';
import { pageOf } from './pages.ts';
import { readSearch } from './search.ts';
import {
  namedRoles,
  shownApplication,
  shownOrganization,
  shownRole,
  shownRoleWithScopes,
  shownScope,
  shownSecrets,
  shownUser,
} from './shapes.ts';

/** What the API works on. */
type Context = { directory: Directory; invitations: Invitations; inbox: Inbox };

/** A request to the Management API. `parts` are the variable parts of its path. */
type Call = Context & { url: URL; parts: string[]; body: unknown };

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** Answers one endpoint. Throws ApiError to refuse. */
type Handler = (call: Call) => Answer;

const json = (body: unknown, status = 200): Answer => ({ status, body });

const noContent: Answer = { status: 204 };

const page = <Item>(items: Item[], url: URL, show: (item: Item) => unknown): Answer => {
  const { items: shown, headers } = pageOf(items, url);
  return { status: 200, body: shown.map(show), headers };
};

const missing = (kind: string, id: string): ApiError =>
  new ApiError(404, 'entity.not_exists_with_id', {
    message: `The ${kind} with ID \`${id}\` does not exist.`,
  });

const findUser = ({ directory }: Call, id = ''): Account => {
  const account = directory.account(id);
  if (!account) throw new ApiError(404, 'entity.not_found');
  return account;
};

const findApplication = ({ directory, parts: [id = ''] }: Call) => {
  const application = directory.application(id);
  if (!application) throw missing('applications', id);
  return application;
};

const findOrganization = ({ directory, parts: [id = ''] }: Call) => {
  const organization = directory.organization(id);
  if (!organization) throw missing('organizations', id);
  return organization;
};

/** A user's membership of an organization. */
const findMembership = (call: Call) => {
  const { id } = findOrganization(call);
  const account = findUser(call, call.parts[1]);
  const membership = call.directory.organizationsOf(account).find((joined) => joined.id === id);
  if (!membership) throw new ApiError(422, 'organization.require_membership');
  return { ...membership, account };
};

const containing = <Item extends { id: string; name: string }>(
  items: Item[],
  { searchParams }: URL,
): Item[] => {
  const wanted = (searchParams.get('q') ?? '').toLowerCase();
  return items.filter(({ id, name }) => id === wanted || name.toLowerCase().includes(wanted));
};

const listApplications: Handler = ({ directory, url }) => {
  const { searchParams: query } = url;
  const matches = readSearch(query, ['id', 'name', 'description']);
  const types = query.getAll('types');
  const found = directory.tenant.applications
    .toReversed()
    .filter(
      ({ id, name, type, description }) =>
        matches({ id, name, description }) && (types.length === 0 || types.includes(type)),
    );
  // A real Logto counts and divides this list only if asked to.
  const isPaged = query.has('page') || query.has('page_size');
  const show = (application: (typeof found)[number]) => shownApplication(application, directory);
  return isPaged ? page(found, url, show) : json(found.map(show));
};

const listUsers: Handler = ({ directory, url }) => {
  const matches = readSearch(url.searchParams, ['id', 'primary_email', 'primary_phone', 'username', 'name']);
  const found = directory
    .accounts()
    .toReversed()
    .filter(({ id, username, name, primaryEmail, primaryPhone }) =>
      matches({ id, username, name, primary_email: primaryEmail, primary_phone: primaryPhone }),
    );
  return page(found, url, (account) => ({
    ...shownUser(account),
    hasPassword: directory.usesPassword(account),
  }));
};

const listMembers: Handler = (call) => {
  const { directory, url } = call;
  const { id } = findOrganization(call);
  const members = directory.accounts().flatMap((account) => {
    const membership = directory.organizationsOf(account).find((joined) => joined.id === id);
    return membership ? [{ account, roles: membership.roles }] : [];
  });
  return page(members, url, ({ account, roles }) => ({
    ...shownUser(account),
    organizationRoles: namedRoles(directory, roles),
  }));
};

const newMembers = z.object({ userIds: z.array(z.string()).nonempty() });

const addMembers: Handler = (call) => {
  const { directory, body } = call;
  const { id } = findOrganization(call);
  const { userIds } = guardBody(newMembers, body);
  const accounts = userIds.flatMap((userId) => directory.account(userId) ?? []);
  demand(accounts.length === userIds.length, 422, 'entity.relation_foreign_key_not_found');
  for (const account of accounts) directory.join(account, id, []);
  return json({ userIds }, 201);
};

const listInvitations: Handler = (call) => {
  const { directory, invitations, url } = call;
  const wanted = ['organizationId', 'inviterId', 'invitee'] as const;
  const found = [...invitations.values()].filter((invitation) =>
    wanted.every((name) => [null, invitation[name]].includes(url.searchParams.get(name))),
  );
  return json(found.map((invitation) => shownInvitation(invitation, directory)));
};

/** The endpoints, by path and method. `:` in a path stands for an id. */
const endpoints: Record<string, Record<string, Handler>> = {
  '/api/users': { GET: listUsers },
  '/api/users/:': {
    GET: (call) => {
      const account = findUser(call, call.parts[0]);
      return json({ ...shownUser(account), hasPassword: call.directory.usesPassword(account) });
    },
  },
  '/api/users/:/organizations': {
    GET: (call) => {
      const { directory } = call;
      const joined = directory.organizationsOf(findUser(call, call.parts[0]));
      return json(
        joined.map((organization) => ({
          ...shownOrganization(organization, directory),
          organizationRoles: namedRoles(directory, organization.roles),
        })),
      );
    },
  },
  '/api/applications': { GET: listApplications },
  '/api/applications/:': {
    GET: (call) => json({ ...shownApplication(findApplication(call), call.directory), isAdmin: false }),
  },
  '/api/applications/:/secrets': {
    GET: (call) => json(shownSecrets(findApplication(call), call.directory)),
  },
  '/api/organizations': {
    GET: ({ directory, url }) =>
      page(containing(directory.organizations(), url), url, (organization) =>
        shownOrganization(organization, directory),
      ),
  },
  '/api/organizations/:': {
    GET: (call) => json(shownOrganization(findOrganization(call), call.directory)),
  },
  '/api/organizations/:/users': { GET: listMembers, POST: addMembers },
  '/api/organizations/:/users/:': {
    DELETE: (call) => {
      const { account, id } = findMembership(call);
      call.directory.leave(account, id);
      return noContent;
    },
  },
  '/api/organizations/:/users/:/roles': {
    GET: (call) => {
      const { roles } = findMembership(call);
      const { organizationRoles } = call.directory.tenant;
      return json(organizationRoles.filter(({ name }) => roles.includes(name)).map(shownRole));
    },
  },
  '/api/organizations/:/users/:/scopes': {
    GET: (call) => {
      const { account, id } = findMembership(call);
      const held = call.directory.organizationScopes(account, id);
      const { organizationScopes } = call.directory.tenant;
      return json(organizationScopes.filter(({ name }) => held.includes(name)).map(shownScope));
    },
  },
  '/api/organization-invitations': {
    GET: listInvitations,
    POST: (call) => json(shownInvitation(createInvitation(call, call.body), call.directory), 201),
  },
  '/api/organization-invitations/:': {
    GET: (call) => json(shownInvitation(findInvitation(call, call.parts[0]), call.directory)),
    DELETE: (call) => {
      call.invitations.delete(findInvitation(call, call.parts[0]).id);
      return noContent;
    },
  },
  '/api/organization-invitations/:/message': {
    POST: (call) => {
      sendInvitation(call, call.parts[0], call.body);
      return noContent;
    },
  },
  '/api/organization-invitations/:/status': {
    PUT: (call) => json(shownInvitation(changeStatus(call, call.parts[0], call.body), call.directory)),
  },
  '/api/organization-roles': {
    GET: ({ directory, url }) => {
      const roles = directory.tenant.organizationRoles.map((role) => shownRoleWithScopes(role, directory));
      return page(containing(roles, url), url, (role) => role);
    },
  },
};

const patterns = Object.entries(endpoints).map(([path, handlers]) => ({
  pattern: new RegExp(`^${path.replaceAll(':', '([^/]+)')}$`),
  handlers,
}));

/**
 * Answers the part of Logto's Management API that reads users, applications and organizations, changes members, and invites.
 *
 * @returns Whether the path belongs to it.
 */
export const handleManagementApi = async (
  exchange: Exchange,
  { directory, invitations, inbox, ...issuer }: TokenIssuer & Context,
): Promise<boolean> => {
  const { request, response, url } = exchange;
  for (const { pattern, handlers } of patterns) {
    const [, ...parts] = pattern.exec(url.pathname) ?? [];
    if (!pattern.test(url.pathname)) continue;
    response.setHeader('vary', 'Accept-Encoding, Origin');
    const handler = handlers[request.method === 'HEAD' ? 'GET' : (request.method ?? '')];
    if (!handler) {
      refuseMethod(exchange, Object.keys(handlers));
      return true;
    }
    try {
      await demandManagementToken(request, issuer);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      const {
        status,
        body,
        headers = {},
      } = handler({
        directory,
        invitations,
        inbox,
        url,
        parts: parts.map(decodePart),
        body: isRead ? undefined : await readJson(exchange),
      });
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (status === 204) response.writeHead(204).end();
      else sendJson(exchange, body, status);
    } catch (error) {
      sendApiError(exchange, error);
    }
    return true;
  }
  return false;
};
