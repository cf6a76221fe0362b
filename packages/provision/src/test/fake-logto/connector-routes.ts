import type { AllConnector, CreateConnector } from '@logto/connector-kit';
// @ts-expect-error The package comes without types.
import createOidc from '@logto/connector-oidc';
// @ts-expect-error The package comes without types.
import createTencentSms from '@logto/connector-tencent-sms';
import { z } from 'zod';
import { Answer, missing, read, refuse } from './answer.ts';
import { byId, drop, type Routes } from './route.ts';
import { type Connector, newId, type State } from './state.ts';

// The code that Logto itself runs: its guards decide which settings are valid.
const packages: Array<CreateConnector<AllConnector>> = [createOidc, createTencentSms];
const factories = await Promise.all(packages.map((create) => create({ getConfig: async () => ({}) })));

const installed = ({ connectorFactories }: State) =>
  factories.filter(({ metadata }) => connectorFactories.includes(metadata.id));

const shown = ({ id, connectorId, type, ...values }: Connector) => {
  const own = factories.find(({ metadata }) => metadata.id === connectorId)?.metadata;
  const { target = own?.target ?? connectorId, name = own?.name ?? {} } = values.metadata;
  return { id, ...values, connectorId, target, name, type, isDemo: false, extraInfo: {} };
};

const checkConfig = (factory: (typeof factories)[number], config: unknown) => {
  const { error } = factory.configGuard.safeParse(config);
  if (!error) return;
  const { issues } = error;
  const details = issues.map(
    ({ path, code, message }) => `Error in key path "${path.join('.')}": (${code}) ${message}`,
  );
  throw new Answer(400, {
    code: 'connector.invalid_config',
    data: { issues, name: 'ZodError' },
    details: details.join('\n'),
    message: "The connector's config is invalid.",
  });
};

const metadata = z.strictObject({
  target: z.string().optional(),
  name: z.looseObject({ en: z.string() }).optional(),
  logo: z.string().optional(),
  logoDark: z.string().optional(),
});
const settings = {
  config: z.record(z.string(), z.unknown()).optional(),
  metadata: metadata.optional(),
  syncProfile: z.boolean().optional(),
  enableTokenStorage: z.boolean().optional(),
};

/** As recorded: tokens cannot be stored by a server that has no key to encrypt them. */
const checkTokenStorage = (state: State, enableTokenStorage: boolean | undefined) => {
  if (!enableTokenStorage || state.hasVaultKey) return;
  const message = 'This feature is not supported in the current environment.';
  throw refuse(422, 'request.feature_not_supported', message);
};

export const connectorRoutes: Routes = {
  'GET /api/connector-factories': ({ state }) =>
    new Answer(
      200,
      installed(state).map(({ type, metadata: { id, target } }) => ({ type, id, target, isDemo: false })),
    ),

  'GET /api/connectors': ({ state }) => new Answer(200, state.connectors.map(shown)),
  'POST /api/connectors': ({ state, body }) => {
    const schema = z.strictObject({ ...settings, id: z.string().optional(), connectorId: z.string() });
    const { id = newId(12), connectorId, ...values } = read(schema, body);
    const factory = installed(state).find((candidate) => candidate.metadata.id === connectorId);
    if (!factory) {
      const message = 'Can not find connector with given standard connector id.';
      throw refuse(422, 'connector.not_found_with_connector_id', message);
    }
    const { type } = factory;
    const target = values.metadata?.target;
    if (type === 'Social' && !target) {
      throw refuse(400, 'connector.should_specify_target', "You should specify 'target'.");
    }
    if (state.connectors.some((other) => type === 'Social' && shown(other).target === target)) {
      const message = 'You can not have multiple social connectors that have same target and platform.';
      throw refuse(422, 'connector.multiple_target_with_same_platform', message);
    }
    if (values.config) checkConfig(factory, values.config);
    checkTokenStorage(state, values.enableTokenStorage);
    // As recorded: an id that is taken is no error that Logto knows.
    if (state.connectors.some((other) => other.id === id)) {
      throw new Answer(500, { message: 'Internal server error.' });
    }
    // As recorded: a second connector for text messages replaces the first one.
    if (type === 'Sms') state.connectors = state.connectors.filter((other) => other.type !== type);
    const absent = { config: {}, metadata: {}, syncProfile: false, enableTokenStorage: false };
    const connector = { ...absent, ...values, id, connectorId, type };
    state.connectors.push(connector);
    return new Answer(200, shown(connector));
  },
  'PATCH /api/connectors/:': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject(settings), body);
    const connector = byId(state.connectors, id);
    const factory = installed(state).find((candidate) => candidate.metadata.id === connector.connectorId);
    if (!factory) throw missing();
    if (values.metadata && values.metadata.target !== connector.metadata.target) {
      throw refuse(400, 'connector.can_not_modify_target', "The connector 'target' can not be modified.");
    }
    if (values.config) checkConfig(factory, values.config);
    checkTokenStorage(state, values.enableTokenStorage);
    return new Answer(200, shown(Object.assign(connector, values)));
  },
  'DELETE /api/connectors/:': ({ state, parts: [id] }) => {
    const { target } = shown(byId(state.connectors, id));
    drop(state.connectors, id);
    // As recorded: the button of the connector goes, and sign-in by phone stays on.
    const { socialSignInConnectorTargets: targets } = state.signInExperience;
    state.signInExperience.socialSignInConnectorTargets = targets.filter(
      (shownTarget) => shownTarget !== target,
    );
    return new Answer(204);
  },

  'POST /api/connectors/:/test': ({ state, parts: [factoryId], body }) => {
    const schema = z.strictObject({
      phone: z.string().regex(/^\d+$/),
      config: z.looseObject({ accessKeySecret: z.string().optional() }),
    });
    const { phone, config } = read(schema, body);
    const factory = installed(state).find(({ metadata: { id }, type }) => id === factoryId && type === 'Sms');
    if (!factory) {
      throw refuse(400, 'connector.not_found', 'Cannot find any available connector for type: Sms.');
    }
    checkConfig(factory, config);
    if (state.refusedByTencent) {
      const data = { message: state.refusedByTencent };
      const message = `Error occurred in connector: ${JSON.stringify(data)}`;
      throw new Answer(400, { code: 'connector.general', data, message });
    }
    state.messages.push(phone);
    return new Answer(204);
  },
};
