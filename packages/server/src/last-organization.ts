type Environment = { appId: string; cookieSecure: boolean };

/** The parameters of a framework's function that sets a cookie. */
type Cookie = [
  name: string,
  value: string,
  options: { path: '/organizations'; httpOnly: true; sameSite: 'lax'; secure: boolean },
];

/** The name of the cookie that holds the id of the organization that this browser showed last. */
export const lastOrganizationCookie = ({ appId }: Pick<Environment, 'appId'>): string =>
  `logto_organization_${appId}`;

/**
 * Remembers the organization of a page, so that the list of organizations can lead back to it. This grants nothing: the
 * address alone says which organization is active, and the claims of the ID token say who may see it.
 *
 * @param environment `appId` keeps apps on the same host apart.
 * @returns The cookie to set. The browser keeps it until it is closed, even after sign-out.
 */
export const rememberOrganization = (id: string, { appId, cookieSecure: secure }: Environment): Cookie => [
  lastOrganizationCookie({ appId }),
  id,
  { path: '/organizations', httpOnly: true, sameSite: 'lax', secure },
];
