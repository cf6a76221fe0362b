/** What the peers ask of Logto at sign-in. The samples ask for the permissions of a second API, too. */
export const scope = [
  'openid profile offline_access email phone address custom_data identities roles',
  'urn:logto:scope:organizations urn:logto:scope:organization_roles',
  'shopping:read shopping:write read:members invite:member',
].join(' ');

/** The API resource that access tokens are for. */
export const resource = 'https://shopping.your-app.com/api';
