import type NodeClient from '@logto/node';
import { resources } from '@repo/config';
import { callApi, createOrganizationList } from '@repo/server';
import type { Request } from 'express';
import { environment } from '../environment.ts';
import { configForRequest } from './config.ts';

/** The visitor's organizations: ids and roles from the ID token, names from userinfo. */
export const listOrganizations = createOrganizationList();

/**
 * Calls the API for an organization: for its members with the organization's own token, for its shopping list with a token
 * for the API resource in that organization. The session caches both.
 *
 * @param request Names the address that an invitation links to.
 * @param id One of the visitor's organizations.
 * @returns The API's answer, or undefined if there is no such call.
 * @throws A failure of the kind `left` if Logto says that the visitor is no member, and what the SDK and `fetch` throw.
 */
export const callForOrganization = async (
  client: NodeClient,
  request: Request,
  id: string,
  { call, email }: { call?: unknown; email?: unknown },
) => {
  const members = `${environment.resourceServerUrl}/organizations/${encodeURIComponent(id)}/members`;
  const clearAccessToken = () => client.clearAccessToken();
  const withToken = { getAccessToken: () => client.getOrganizationToken(id), clearAccessToken };

  switch (call) {
    case 'members':
      return callApi(members, { method: 'GET', ...withToken });
    case 'invite': {
      // The API adds the id of the invitation.
      const link = `${configForRequest(request).baseUrl}/invitations`;
      return callApi(members, { method: 'POST', body: { email: String(email ?? ''), link }, ...withToken });
    }
    case 'shopping':
      return callApi(`${environment.resourceServerUrl}/shopping/items`, {
        method: 'GET',
        getAccessToken: () => client.getAccessToken(resources.shopping, id),
        clearAccessToken,
      });
    default:
      return undefined;
  }
};

/** Reads the invitation whose link the visitor followed, or accepts it by POST. The token only says who the visitor is. */
export const callInvitation = (client: NodeClient, id: string, method: 'GET' | 'POST') =>
  callApi(`${environment.resourceServerUrl}/invitations/${encodeURIComponent(id)}`, {
    method,
    getAccessToken: () => client.getAccessToken(resources.shopping),
    clearAccessToken: () => client.clearAccessToken(),
  });
