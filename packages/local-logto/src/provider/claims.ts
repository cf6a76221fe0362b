import type { ExtendedClaim } from '@repo/tenant';
import type { AccountClaims } from 'oidc-provider';
import type { Faults } from '../control/faults.ts';
import { type Account, type Directory, idOf } from '../directory.ts';

/** The claims of each scope, in the order of Logto's discovery document. */
export const claimsByScope: Record<string, string[]> = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
    'username',
    'created_at',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  custom_data: ['custom_data'],
  identities: ['identities', 'sso_identities'],
  roles: ['roles'],
  'urn:logto:scope:organizations': ['organizations', 'organization_data'],
  'urn:logto:scope:organization_roles': ['organization_roles'],
  'urn:logto:scope:sessions': [],
};

const extendedClaims: ExtendedClaim[] = [
  'custom_data',
  'identities',
  'sso_identities',
  'roles',
  'organizations',
  'organization_data',
  'organization_roles',
];

const furtherOrganizations = ({ furtherOrganizations: count = 0 }: Faults) =>
  Array.from({ length: count }, (_, index) => {
    const name = `Further organization ${index + 1}`;
    return { id: idOf('organization', name), name, description: '', roles: ['member'] };
  });

/**
 * Returns the claims about an account as Logto fills them: an unset name, picture, email or phone is `null`, other
 * unset profile claims are missing, times are in milliseconds.
 *
 * @param use Where the claims go. An `id_token` contains only the extended claims that the tenant enables.
 * @param faults `furtherOrganizations` adds organizations that the user does not have.
 */
export const claimsOf = (
  directory: Directory,
  account: Account,
  use: string,
  faults: Faults,
): AccountClaims => {
  const { profile = {} } = account;
  const own = directory.organizationsOf(account);
  const organizations = own.length > 0 ? [...own, ...furtherOrganizations(faults)] : own;
  const claims = {
    sub: account.id,
    name: account.name ?? null,
    family_name: profile.familyName,
    given_name: profile.givenName,
    middle_name: profile.middleName,
    nickname: profile.nickname,
    // A real Logto falls back to the username.
    preferred_username: profile.preferredUsername ?? account.username,
    profile: profile.profile,
    picture: account.avatar ?? null,
    website: profile.website,
    gender: profile.gender,
    birthdate: profile.birthdate,
    zoneinfo: profile.zoneinfo,
    locale: profile.locale,
    updated_at: account.updatedAt,
    username: account.username ?? null,
    created_at: account.createdAt,
    email: account.primaryEmail ?? null,
    email_verified: Boolean(account.primaryEmail),
    phone_number: account.primaryPhone ?? null,
    phone_number_verified: Boolean(account.primaryPhone),
    address: profile.address,
    custom_data: account.customData ?? {},
    identities: account.identities,
    sso_identities: [],
    roles: account.roles,
    organizations: organizations.map(({ id }) => id),
    organization_data: organizations.map(({ id, name, description }) => ({ id, name, description })),
    organization_roles: organizations.flatMap(({ id, roles }) => roles.map((role) => `${id}:${role}`)),
  };
  const hidden: string[] =
    use === 'id_token'
      ? extendedClaims.filter((claim) => !directory.tenant.idTokenClaims.includes(claim))
      : [];
  return {
    ...Object.fromEntries(Object.entries(claims).filter(([claim]) => !hidden.includes(claim))),
    sub: account.id,
  };
};
