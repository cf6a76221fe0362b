const token = {
  token: '',
  scope:
    'openid offline_access profile email phone roles custom_data identities urn:logto:scope:organizations urn:logto:scope:organization_roles',
  expiresAt: 17,
};

const session = {
  signInSession: JSON.stringify({
    redirectUri: 'https://localhost:30/api/logto/sign-in-callback',
    postRedirectUri: 'https://localhost:30',
    codeVerifier: '',
    state: '',
  }),
  refreshToken: '',
  accessToken: JSON.stringify({ '@': token, '@#': token, '@https://': token }),
  idToken: '',
};

const accessTokenHeader = { alg: 'ES384', typ: 'at+jwt', kid: '' };

const accessTokenPayload = {
  organization_id: '',
  jti: '',
  sub: '',
  iat: 17,
  exp: 17,
  scope: 'read:',
  client_id: '',
  iss: 'https://.logto.app/oidc',
  aud: 'urn:logto:organization:',
};

const idTokenHeader = { alg: 'ES384', kid: '' };

const idTokenPayload = {
  sub: '',
  name: '',
  family_name: '',
  given_name: '',
  middle_name: '',
  nickname: '',
  preferred_username: '',
  profile: '',
  picture: 'https://',
  website: 'https://',
  gender: '',
  birthdate: '19',
  zoneinfo: 'Europe/',
  locale: 'en-',
  updated_at: 17,
  username: '',
  created_at: 17,
  email: '.com',
  email_verified: true,
  phone_number: null,
  phone_number_verified: false,
  roles: [''],
  organizations: [''],
  organization_roles: ['\t:admin', '\t:member', '\t:member'],
  aud: '',
  exp: 17,
  iat: 17,
  iss: 'https://.logto.app/oidc',
};

/**
 * What every session has in common. The compression starts out knowing it, so that a cookie pays only for what differs:
 * 300 bytes less, whatever the session. It is part of the format: whoever changes it raises the version in `seal.ts`.
 */
export const dictionary = new TextEncoder().encode(
  [session, accessTokenHeader, accessTokenPayload, idTokenHeader, idTokenPayload]
    .map((value) => JSON.stringify(value))
    .join('\n'),
);
