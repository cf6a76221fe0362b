import { z } from 'zod';
import { Answer, page, read, refuse } from './answer.ts';
import { byId, drop, type Routes } from './route.ts';
import { type Application, application as applicationOf, type State } from './state.ts';

const shown = ({ secret: _secret, ...application }: Application) => ({
  tenantId: 'default',
  ...application,
  customClientMetadata: {},
  protectedAppMetadata: null,
  isThirdParty: false,
  appLevelAccessControlEnabled: false,
  createdAt: 1_795_200_905_088,
});

const oidcClientMetadata = z.strictObject({
  redirectUris: z.array(z.url()),
  postLogoutRedirectUris: z.array(z.url()),
  logoUri: z.string().optional(),
});

const method = z.strictObject({
  identifier: z.enum(['username', 'email', 'phone']),
  password: z.boolean(),
  verificationCode: z.boolean(),
  isPasswordPrimary: z.boolean(),
});
const experience = z.strictObject({
  signInMode: z.enum(['SignIn', 'Register', 'SignInAndRegister']).optional(),
  signUp: z
    .strictObject({ identifiers: z.array(z.string()), password: z.boolean(), verify: z.boolean() })
    .optional(),
  signIn: z.strictObject({ methods: z.array(method) }).optional(),
  passwordPolicy: z.record(z.string(), z.unknown()).optional(),
});

/** As recorded: a method that sends codes needs a connector. */
const checkConnectors = (state: State, { signIn, signUp }: z.infer<typeof experience>) => {
  for (const [identifier, type] of [
    ['email', 'Email'],
    ['phone', 'Sms'],
  ] as const) {
    const isUsed =
      signIn?.methods.some((method) => method.identifier === identifier && method.verificationCode) ||
      (signUp?.verify && signUp.identifiers.includes(identifier));
    if (isUsed && !state.connectors.some((connector) => connector.type === type)) {
      const message = `Enabled ${type} connector not found.`;
      throw refuse(400, 'sign_in_experiences.enabled_connector_not_found', message);
    }
  }
};

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
    });
    const application = byId(state.applications, id, 'applications');
    return new Answer(200, shown(Object.assign(application, read(schema, body))));
  },
  'DELETE /api/applications/:': ({ state, parts: [id] }) => {
    drop(state.applications, id, 'applications');
    return new Answer(204);
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
    return new Answer(200, { tenantId: 'default', ...Object.assign(state.signInExperience, values) });
  },
  'GET /api/connectors': ({ state }) => new Answer(200, state.connectors),
  'GET /api/custom-profile-fields': ({ state }) => new Answer(200, state.profileFields),
  'GET /api/configs/id-token': ({ state }) => new Answer(200, state.idToken),
  'PUT /api/configs/id-token': ({ state, body }) => {
    state.idToken = read(z.strictObject({ enabledExtendedClaims: z.array(z.enum(claims)).optional() }), body);
    return new Answer(200, state.idToken);
  },
};
