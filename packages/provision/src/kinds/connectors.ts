import { isDeepStrictEqual } from 'node:util';
import type { Connector, OidcConnector } from '@repo/tenant';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['connectors'][number];

/** A social connector has a target, and Logto has a single connector for text messages. */
export const connectorKey = (connector: Connector): string =>
  connector.connectorId === 'oidc' ? connector.metadata.target : connector.connectorId;

const metadataOf = ({ metadata: { name, ...metadata } }: OidcConnector) => ({
  ...metadata,
  name: { en: name },
});

/** What Logto can change, under its own names. */
const fieldsOf = (wanted: Connector) =>
  wanted.connectorId === 'oidc'
    ? {
        metadata: metadataOf(wanted),
        syncProfile: wanted.syncProfile,
        enableTokenStorage: wanted.enableTokenStorage,
        config: wanted.config,
      }
    : { config: wanted.config };

export const connectors: Definition<Connector, Found> = {
  kind: 'connector',
  wanted: (tenant) => tenant.connectors,
  keyOf: connectorKey,
  find: (snapshot, wanted) =>
    snapshot.connectors.filter(
      ({ connectorId, target }) =>
        connectorId === wanted.connectorId &&
        (wanted.connectorId !== 'oidc' || target === wanted.metadata.target),
    ),

  conflict: ({ snapshot, wanted, found }) => {
    const others = snapshot.connectors.filter(({ id }) => id !== found?.id);
    if (wanted.connectorId !== 'oidc') {
      const other = others.find(({ type }) => type === 'Sms');
      // Logto would replace it without a word.
      return (
        other && `cannot exist beside the SMS connector ${other.connectorId}: delete that one in Console`
      );
    }
    const sameTarget = others.find(({ target }) => target === wanted.metadata.target);
    if (sameTarget) {
      return `needs the target of the connector ${sameTarget.connectorId}: delete that one in Console, or change the target in the tenant`;
    }
    const sameId = !found && others.find(({ id }) => id === wanted.id);
    return sameId
      ? `needs the id "${wanted.id}" of the connector "${sameId.target}": delete that one in Console, or change the id in the tenant`
      : undefined;
  },

  differences: (wanted, found) => {
    const config = isDeepStrictEqual(wanted.config, found.config);
    if (wanted.connectorId !== 'oidc') return differing({ config });
    return differing({
      metadata: isDeepStrictEqual(metadataOf(wanted), found.metadata),
      syncProfile: wanted.syncProfile === found.syncProfile,
      enableTokenStorage: wanted.enableTokenStorage === found.enableTokenStorage,
      config,
    });
  },

  create: async ({ api }, wanted) => {
    const { connectorId } = wanted;
    const body = {
      connectorId,
      ...(wanted.connectorId === 'oidc' && { id: wanted.id }),
      ...fieldsOf(wanted),
    };
    return (await bodyOf(api.POST('/api/connectors', { body }))).id;
  },
  change: async ({ api }, wanted, { id }, differences) => {
    const fields = Object.entries(fieldsOf(wanted)).filter(([name]) => differences.includes(name));
    const params = { path: { id } };
    await api.PATCH('/api/connectors/{id}', { params, body: Object.fromEntries(fields) });
  },
  remove: (api, id) => api.DELETE('/api/connectors/{id}', { params: { path: { id } } }),
};
