import { z } from 'zod';
import { Answer, page, read, refuse } from './answer.ts';
import { byId, drop, type Routes } from './route.ts';
import { type Application, application as applicationOf, type State } from './state.ts';

const shown = ({ secret: _secret, roleIds: _roleIds, ...application }: Application) => ({
  tenantId: 'default',
  ...application,
  protectedAppMetadata: null,
  isThirdParty: false,
  appLevelAccessControlEnabled: false,
  createdAt: 1_795_200_905_088,
});

const customClientMetadata = z.strictObject({ corsAllowedOrigins: z.array(z.string()).optional() });

/** As recorded: wildcards in a host need a dot beside them, and none may be in a query. */
const redirectUri = z.url({ abort: true }).refine((uri) => {
  const { host, search } = new URL(uri);
  return !search.includes('*') && (!host.includes('*') || host.includes('.'));
});

const oidcClientMetadata = z.strictObject({
  redirectUris: z.array(redirectUri),
  postLogoutRedirectUris: z.array(z.url()),
  backchannelLogoutUri: z.url().optional(),
  backchannelLogoutSessionRequired: z.boolean().optional(),
  logoUri: z.string().optional(),
});

const method = z.strictObject({
  identifier: z.enum(['username', 'email', 'phone']),
  password: z.boolean(),
  verificationCode: z.boolean(),
  isPasswordPrimary: z.boolean(),
});
const secondaryIdentifier = z.strictObject({ identifier: z.string(), verify: z.boolean().optional() });
const experience = z
  .strictObject({
    signInMode: z.enum(['SignIn', 'Register', 'SignInAndRegister']),
    signUp: z.strictObject({
      identifiers: z.array(z.string()),
      password: z.boolean(),
      verify: z.boolean(),
      secondaryIdentifiers: z.array(secondaryIdentifier).optional(),
    }),
    signIn: z.strictObject({ methods: z.array(method) }),
    passwordPolicy: z.record(z.string(), z.unknown()),
    forgotPasswordMethods: z.array(z.enum(['EmailVerificationCode', 'PhoneVerificationCode'])).nullable(),
    verificationCodePolicy: z.strictObject({
      expirationDuration: z.int().min(60).optional(),
      maxRetryAttempts: z.int().optional(),
    }),
    socialSignIn: z.strictObject({
      automaticAccountLinking: z.boolean().optional(),
      skipRequiredIdentifiers: z.boolean().optional(),
    }),
    socialSignInConnectorTargets: z.array(z.string()),
    unknownSessionRedirectUrl: z.url().nullable(),
  })
  .partial();

/** As recorded: whatever sends codes needs a connector. */
const checkConnectors = (
  { connectors }: State,
  { signIn, signUp, forgotPasswordMethods }: z.infer<typeof experience>,
) => {
  for (const [identifier, type] of [
    ['email', 'Email'],
    ['phone', 'Sms'],
  ] as const) {
    if (connectors.some((connector) => connector.type === type)) continue;
    const isUsed =
      signIn?.methods.some((one) => one.identifier === identifier && one.verificationCode) ||
      signUp?.identifiers.includes(identifier);
    if (isUsed) {
      const message = `Enabled ${type} connector not found.`;
      throw refuse(400, 'sign_in_experiences.enabled_connector_not_found', message);
    }
    if (forgotPasswordMethods?.some((one) => one.toLowerCase().startsWith(identifier))) {
      const message = `Forgot password method requires a corresponding ${type} connector to be configured.`;
      throw refuse(400, 'sign_in_experiences.forgot_password_method_requires_connector', message);
    }
  }
};

/** As recorded: new users confirm their address. Logto also refuses usernames without passwords. */
const checkSignUp = ({ signUp }: z.infer<typeof experience>) => {
  if (!signUp) return;
  if (signUp.identifiers.some((identifier) => identifier !== 'username') && !signUp.verify) {
    const message = 'Must enable verify for email/phone sign up identifier.';
    throw refuse(400, 'sign_in_experiences.passwordless_requires_verify', message);
  }
  if (signUp.identifiers.includes('username') && !signUp.password) {
    const message = 'Must enable set a password for username sign up identifier.';
    throw refuse(400, 'sign_in_experiences.username_requires_password', message);
  }
};

const control = z.enum(['Off', 'ReadOnly', 'Edit']).optional();
const accountCenter = z
  .strictObject({
    enabled: z.boolean(),
    fields: z.strictObject({
      name: control,
      avatar: control,
      profile: control,
      username: control,
      email: control,
      phone: control,
      password: control,
      social: control,
      customData: control,
      mfa: control,
      session: control,
    }),
  })
  .partial();
const shownAccountCenter = ({ accountCenter: { enabled, fields } }: State) => ({
  tenantId: 'default',
  id: 'default',
  enabled,
  fields,
  webauthnRelatedOrigins: [],
  deleteAccountUrl: null,
  customCss: null,
  profileFields: null,
});

const claims = [
  'custom_data',
  'identities',
  'sso_identities',
  'roles',
  'organizations',
  'organization_data',
  'organization_roles',
] as const;

/** Applications and the tenant's settings. */
export const settingRoutes: Routes = {
  'GET /api/applications': ({ state, query }) =>
    page(state.applications.toReversed().map(shown), query, 'optional'),
  'POST /api/applications': ({ state, body }) => {
    const schema = z.strictObject({
      name: z.string(),
      description: z.string().optional(),
      type: z.enum(['Native', 'SPA', 'Traditional', 'MachineToMachine', 'Protected', 'SAML']),
      oidcClientMetadata: oidcClientMetadata.optional(),
      customClientMetadata: customClientMetadata.optional(),
    });
    const { name, type, ...values } = read(schema, body);
    // As recorded: application names need not be unique.
    const application = Object.assign(applicationOf(name, type), values);
    state.applications.push(application);
    return new Answer(200, shown(application));
  },
  'PATCH /api/applications/:': ({ state, parts: [id], body }) => {
    const schema = z.strictObject({
      description: z.string().optional(),
      oidcClientMetadata: oidcClientMetadata.optional(),
      customClientMetadata: customClientMetadata.optional(),
    });
    const application = byId(state.applications, id, 'applications');
    return new Answer(200, shown(Object.assign(application, read(schema, body))));
  },
  'DELETE /api/applications/:': ({ state, parts: [id] }) => {
    drop(state.applications, id, 'applications');
    return new Answer(204);
  },
  'GET /api/applications/:/roles': ({ state, parts: [id], query }) => {
    const { roleIds } = byId(state.applications, id, 'applications');
    const roles = state.roles.filter((role) => roleIds.includes(role.id));
    return page(
      roles.map(({ scopeIds: _scopeIds, ...role }) => ({ tenantId: 'default', ...role })),
      query,
      'optional',
    );
  },
  'PUT /api/applications/:/roles': ({ state, parts: [id], body }) => {
    const { roleIds } = read(z.strictObject({ roleIds: z.array(z.string()) }), body);
    const application = byId(state.applications, id, 'applications');
    // As recorded.
    if (roleIds.some((roleId) => byId(state.roles, roleId, 'roles').type !== 'MachineToMachine')) {
      const message = 'Can not assign user type role to machine to machine application.';
      throw refuse(422, 'application.invalid_role_type', message);
    }
    application.roleIds = roleIds;
    return new Answer(200, { roleIds });
  },
  'GET /api/applications/:/secrets': ({ state, parts: [id] }) => {
    const { secret } = byId(state.applications, id, 'applications');
    const own = { tenantId: 'default', applicationId: id, name: 'Default secret' };
    return new Answer(200, [{ ...own, value: secret, createdAt: 1_795_200_905_099, expiresAt: null }]);
  },

  'GET /api/sign-in-exp': ({ state }) => new Answer(200, { tenantId: 'default', ...state.signInExperience }),
  'PATCH /api/sign-in-exp': ({ state, body }) => {
    const values = read(experience, body);
    if (Object.keys(values).length === 0) {
      throw refuse(422, 'entity.invalid_input', 'Invalid input. Value list must not be empty.');
    }
    checkConnectors(state, values);
    checkSignUp(values);
    // As recorded: targets without a connector are dropped.
    const targets = new Set(state.connectors.map(({ metadata }) => metadata.target));
    const shownTargets = values.socialSignInConnectorTargets?.filter((target) => targets.has(target));
    const { signInExperience } = state;
    Object.assign(signInExperience, values, shownTargets && { socialSignInConnectorTargets: shownTargets });
    return new Answer(200, { tenantId: 'default', ...signInExperience });
  },
  'GET /api/custom-profile-fields': ({ state }) => new Answer(200, state.profileFields),
  'GET /api/configs/id-token': ({ state }) => new Answer(200, state.idToken),
  'PUT /api/configs/id-token': ({ state, body }) => {
    state.idToken = read(z.strictObject({ enabledExtendedClaims: z.array(z.enum(claims)).optional() }), body);
    return new Answer(200, state.idToken);
  },
  'GET /api/account-center': ({ state }) => new Answer(200, shownAccountCenter(state)),
  'PATCH /api/account-center': ({ state, body }) => {
    // As recorded: `fields` is replaced as a whole.
    Object.assign(state.accountCenter, read(accountCenter, body));
    return new Answer(200, shownAccountCenter(state));
  },
};
