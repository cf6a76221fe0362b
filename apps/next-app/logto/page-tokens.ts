import { resources } from '@repo/config/apis';
import { isListed } from '@repo/server';
import type { RequestClient } from './client';
import { organizationIn } from './organization';

// The pages that need an access token to render, each with the API resource that the token is for.
const resourcesOfPages: [path: string, resource: string | undefined][] = [
  // `undefined` stands for Logto itself.
  // #region lesson
  ['/userinfo', undefined],
  // #endregion
  // #region organizations
  ['/organizations', undefined],
  ['/invitations/*', resources.shopping],
  // #endregion
  // #region optional
  ['/admin', resources.shopping],
  // #endregion
  // #region connectors
  ['/account', undefined],
  // #endregion
];

/** Fetches the tokens that a page needs to render, for `beforePage`: a server component could not store them in the session. */
export const fetchPageTokens = async ({ nodeClient }: RequestClient, pathname: string) => {
  for (const [path, resource] of resourcesOfPages) {
    if (isListed(pathname, [path])) await nodeClient.getAccessToken(resource);
  }
  // #region organizations
  const id = organizationIn(pathname);
  if (!id) return;
  await nodeClient.getAccessToken();
  await nodeClient.getOrganizationToken(id);
  await nodeClient.getAccessToken(resources.shopping, id);
  // #endregion
};
