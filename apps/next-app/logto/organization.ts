import {
  getAccessToken,
  getAccessTokenRSC,
  getOrganizationToken,
  getOrganizationTokenRSC,
} from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { callApi, createOrganizationList } from '@repo/server';
import { environment } from '../environment';
import { clearAccessToken } from './client';
import { configForRequest, logtoConfig } from './config';

/** The visitor's organizations: ids and roles from the ID token, names from userinfo. */
export const listOrganizations = createOrganizationList();

/** The organization of a page's path, if it is the page of one. */
export const organizationIn = (pathname: string) => /^\/organizations\/([^/]+)$/.exec(pathname)?.[1];

type Tokens = {
  getOrganizationToken: typeof getOrganizationToken;
  getAccessToken: typeof getAccessToken;
  clearAccessToken?: typeof clearAccessToken;
};

/** For server actions, which can store a new token in the session. */
const actionTokens: Tokens = { getOrganizationToken, getAccessToken, clearAccessToken };

/** For pages, which cannot: `proxy.ts` has fetched the tokens. */
export const pageTokens: Tokens = {
  getOrganizationToken: getOrganizationTokenRSC,
  getAccessToken: getAccessTokenRSC,
};

/**
 * Calls the API for an organization: for its members with the organization's own token, for its shopping list with a token
 * for the API resource in that organization. The session caches both.
 *
 * @param id One of the visitor's organizations.
 * @returns The API's answer, or undefined if there is no such call.
 * @throws A failure of the kind `left` if Logto says that the visitor is no member, and what the SDK and `fetch` throw.
 */
export const callForOrganization = async (
  id: string,
  { call, email }: { call?: unknown; email?: unknown },
  tokens: Tokens = actionTokens,
) => {
  const members = `${environment.resourceServerUrl}/organizations/${encodeURIComponent(id)}/members`;
  const withToken = {
    getAccessToken: () => tokens.getOrganizationToken(logtoConfig, id),
    clearAccessToken: tokens.clearAccessToken,
  };

  switch (call) {
    case 'members':
      return callApi(members, { method: 'GET', ...withToken });
    case 'invite': {
      const { baseUrl } = await configForRequest();
      // The API adds the id of the invitation.
      const link = `${baseUrl}/invitations`;
      return callApi(members, { method: 'POST', body: { email: String(email ?? ''), link }, ...withToken });
    }
    case 'shopping':
      return callApi(`${environment.resourceServerUrl}/shopping/items`, {
        method: 'GET',
        ...withToken,
        getAccessToken: () => tokens.getAccessToken(logtoConfig, resources.shopping, id),
      });
    default:
      return undefined;
  }
};

/** Reads the invitation whose link the visitor followed, or accepts it by POST. The token only says who the visitor is. */
export const callInvitation = (id: string, method: 'GET' | 'POST', tokens: Tokens = actionTokens) =>
  callApi(`${environment.resourceServerUrl}/invitations/${encodeURIComponent(id)}`, {
    method,
    getAccessToken: () => tokens.getAccessToken(logtoConfig, resources.shopping),
    clearAccessToken: tokens.clearAccessToken,
  });
