import { z } from 'zod';
import { accountCenter } from './account-center.ts';
import { connector, providers } from './connectors.ts';
import { findWildcardProblem } from './redirect-uris.ts';
import { signInExperience } from './sign-in-experience.ts';

const text = z.string().min(1);

/** A URI as RFC 6749, section 3.1.2, and RFC 8707, section 2, demand it. */
const uri = z
  .url({
    error: ({ input }) =>
      findWildcardProblem(String(input)) ?? 'must be an absolute URI such as http://localhost:3000/callback',
  })
  .refine((value) => !value.includes('#'), {
    error: 'must not have a fragment: remove "#" and what follows',
  });

const redirectUri = uri.superRefine((value, context) => {
  // Of a value that is no URI, the problem is known already.
  const message = URL.canParse(value) && findWildcardProblem(value);
  if (message) context.addIssue({ code: 'custom', message });
});

const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  error: 'must be an origin such as http://localhost:3000, without a path',
});

const description = z.string().default('').describe('Shown in Console.');

const application = z
  .strictObject({
    name: text,
    description,
    type: z
      .enum(['Traditional', 'SPA', 'Native', 'MachineToMachine'])
      .default('Traditional')
      .describe('A web app with a server, a single-page app, a native app, or a program without a user.'),
    id: text.describe('For a local Logto only: a real Logto generates its own.'),
    secret: text
      .optional()
      .describe(
        'For a local Logto only, as the id is. SPA and Native applications have none, all others must.',
      ),
    redirectUris: z
      .array(redirectUri)
      .default([])
      .describe(
        'Where users may return to after sign-in. `*` stands for characters of one label in the host, or for any in the path.',
      ),
    postSignOutRedirectUris: z.array(uri).default([]).describe('Where users may return to after sign-out.'),
    backchannelLogoutUri: uri
      .optional()
      .describe(
        'Where Logto posts a logout token when a session ends (OpenID Connect Back-Channel Logout 1.0).',
      ),
    backchannelLogoutSessionRequired: z
      .boolean()
      .optional()
      .describe('Whether logout tokens and ID tokens name the session, in the claim `sid`.'),
    corsAllowedOrigins: z
      .array(origin)
      .optional()
      .describe('Origins whose pages may call Logto, besides those of the redirect URIs.'),
    roles: z
      .array(text)
      .optional()
      .describe('Names of roles of type MachineToMachine, for an application of that type.'),
    organizations: z
      .array(text)
      .optional()
      .describe('Names of organizations that an application of type MachineToMachine may act for.'),
  })
  // Also checked if other fields are invalid, so that one run names all problems.
  .refine(({ type, secret }) => secret !== undefined || type === 'SPA' || type === 'Native', {
    path: ['secret'],
    error: 'is missing: set it to text',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

const scope = z.strictObject({
  name: text.regex(/^\S+$/, { error: 'must not contain spaces: use a name such as orders:read' }),
  description,
});

const apiResource = z.strictObject({
  name: text,
  indicator: uri.describe(
    'The resource indicator (RFC 8707), which becomes the `aud` claim of access tokens.',
  ),
  scopes: z.array(scope).default([]).describe('The permissions that this API knows.'),
  accessTokenTtl: z.int().positive().default(3600).describe('Lifetime of access tokens in seconds.'),
});

const resourceScopes = z
  .strictObject({
    resource: text.describe('The indicator of an API resource.'),
    scopes: z.array(text).describe('Names of permissions of that API resource.'),
  })
  .describe('Permissions of one API resource.');

const role = z.strictObject({
  name: text,
  description,
  type: z
    .enum(['User', 'MachineToMachine'])
    .default('User')
    .describe('Who may have it: users, or applications.'),
  resourceScopes: z.array(resourceScopes).default([]),
});

const organizationRole = z.strictObject({
  name: text,
  description,
  organizationScopes: z.array(text).default([]).describe('Names of permissions in the organization.'),
  resourceScopes: z.array(resourceScopes).default([]),
});

const organization = z.strictObject({ name: text, description });

const membership = z.strictObject({
  organization: text.describe('The name of an organization.'),
  roles: z.array(text).default([]).describe('Names of the organization roles that the user has in it.'),
});

const profile = z
  .strictObject({
    familyName: z.string(),
    givenName: z.string(),
    middleName: z.string(),
    nickname: z.string(),
    preferredUsername: z.string(),
    profile: z.string(),
    website: z.string(),
    gender: z.string(),
    birthdate: z.string(),
    zoneinfo: z.string(),
    locale: z.string(),
    address: z
      .strictObject({
        formatted: z.string(),
        streetAddress: z.string(),
        locality: z.string(),
        region: z.string(),
        postalCode: z.string(),
        country: z.string(),
      })
      .partial(),
  })
  .partial()
  .describe('Standard OpenID Connect profile claims, in the spelling of the Management API.');

const user = z.strictObject({
  username: text.regex(/^[A-Za-z_]\w*$/, {
    error: 'must consist of letters, digits and underscores, and not start with a digit',
  }),
  password: text.describe('For demonstration only: everybody who reads the tenant can sign in with it.'),
  name: z.string().optional(),
  primaryEmail: z.email({ error: 'must be an email address such as alice@example.com' }).optional(),
  primaryPhone: z
    .string()
    .regex(/^\d+$/, { error: 'must be digits: the country code and the number, without "+" and spaces' })
    .optional()
    .describe('Digits only: country code and number, without "+".'),
  avatar: uri.optional(),
  profile: profile.optional(),
  customData: z.record(z.string(), z.unknown()).optional(),
  roles: z.array(text).default([]).describe('Names of user roles.'),
  memberships: z.array(membership).default([]),
});

const extendedClaim = z.enum([
  'custom_data',
  'identities',
  'sso_identities',
  'roles',
  'organizations',
  'organization_data',
  'organization_roles',
]);

/**
 * Everything that must be set up in Logto before an app can sign users in. Names follow Logto's Console and Management
 * API; objects refer to each other by name. What a tenant leaves out is as in a new Logto.
 */
export const tenantSchema = z.strictObject({
  $schema: z.string().optional().describe('The address of this schema, for editors.'),
  applications: z.array(application),
  resources: z.array(apiResource).default([]),
  roles: z.array(role).default([]).describe('User roles, which grant permissions for API resources.'),
  organizationScopes: z
    .array(scope)
    .default([])
    .describe('The organization template: permissions that every organization shares.'),
  organizationRoles: z
    .array(organizationRole)
    .default([])
    .describe('The organization template: roles that every organization shares.'),
  organizations: z.array(organization).default([]),
  users: z.array(user).default([]),
  connectors: z.array(connector).default([]).describe('Social sign-in and text messages.'),
  signInExperience: signInExperience.prefault({}),
  accountCenter: accountCenter.prefault({}),
  idTokenClaims: z
    .array(extendedClaim)
    .default(['roles', 'organizations', 'organization_roles'])
    .describe('Claims that ID tokens carry beyond the standard ones; others come from userinfo only.'),
  providers: providers.default({}),
});

/** A tenant as it is written: what has a default may be missing. */
export type TenantInput = z.input<typeof tenantSchema>;

/** A complete tenant. */
export type Tenant = z.output<typeof tenantSchema>;
export type Application = z.output<typeof application>;
export type Scope = z.output<typeof scope>;
export type ApiResource = z.output<typeof apiResource>;
/** Permissions of one API resource, which is named by its indicator. */
export type ResourceScopes = z.output<typeof resourceScopes>;
export type Role = z.output<typeof role>;
export type OrganizationRole = z.output<typeof organizationRole>;
export type Organization = z.output<typeof organization>;
export type User = z.output<typeof user>;
/** The name of an organization, and the names of the user's roles in it. */
export type Membership = z.output<typeof membership>;
export type ExtendedClaim = z.output<typeof extendedClaim>;
export type SignInExperience = Tenant['signInExperience'];
