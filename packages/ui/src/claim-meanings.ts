/** A sentence, or for a time, the start of the sentence and the unit of its number. */
export type ClaimMeaning = string | { moment: string; unit: 'seconds' | 'milliseconds' };

/**
 * The meaning of the claims in ID tokens, access tokens and the userinfo response, and of the fields of a token's header.
 * A Map, so that a claim named "constructor" has none.
 */
export const claimMeanings: ReadonlyMap<string, ClaimMeaning> = new Map<string, ClaimMeaning>([
  ['sub', 'The user’s ID at Logto. It never changes.'],
  ['name', 'The full name, for display.'],
  ['family_name', 'The family name.'],
  ['given_name', 'The given name.'],
  ['middle_name', 'The middle name.'],
  ['nickname', 'A casual name.'],
  ['preferred_username', 'The preferred name. Falls back to the username.'],
  ['profile', 'The URL of the user’s profile page.'],
  ['picture', 'The URL of the user’s picture.'],
  ['website', 'The URL of the user’s website.'],
  ['gender', 'The gender, as the user stated it.'],
  ['birthdate', 'The date of birth, year first.'],
  ['zoneinfo', 'The time zone.'],
  ['locale', 'The language and region.'],
  ['updated_at', { moment: 'When the profile last changed', unit: 'milliseconds' }],
  ['username', 'The unique name for signing in.'],
  ['created_at', { moment: 'When the account was created', unit: 'milliseconds' }],
  ['email', 'The email address.'],
  ['email_verified', 'Whether the email address is verified.'],
  ['phone_number', 'The phone number with its country code, digits only.'],
  ['phone_number_verified', 'Whether the phone number is verified.'],
  ['address', 'The postal address.'],
  ['custom_data', 'Data that your own systems store with the user.'],
  ['identities', 'The social accounts linked to the user.'],
  ['sso_identities', 'The enterprise accounts linked to the user.'],
  ['roles', 'The names of the user’s roles.'],
  ['organizations', 'The IDs of the user’s organizations.'],
  ['organization_data', 'The ID, name and description of each organization.'],
  ['organization_roles', 'The user’s role in each organization, as ID:role.'],
  ['aud', 'The audience of the token: an application, an API or an organization.'],
  ['iss', 'The issuer of the token.'],
  ['exp', { moment: 'When the token expires', unit: 'seconds' }],
  ['iat', { moment: 'When the token was issued', unit: 'seconds' }],
  ['nonce', 'Binds the token to one sign-in attempt.'],
  ['jti', 'The ID of the token.'],
  ['scope', 'The permissions granted, separated by spaces.'],
  ['client_id', 'The application that requested the token.'],
  ['organization_id', 'The organization in which the permissions apply.'],
  ['sid', 'The ID of the session at Logto.'],
  ['auth_time', { moment: 'When the user last authenticated', unit: 'seconds' }],
  ['at_hash', 'A hash of the access token issued with it.'],
  // Header fields
  ['alg', 'The algorithm of the signature.'],
  ['typ', 'The type of the token: at+jwt for an access token.'],
  ['kid', 'The ID of the key that signed the token.'],
]);
