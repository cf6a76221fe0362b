import type { TokenResponse } from '@logto/connector-kit';
import type { Connectors } from './connectors.ts';

/** Keeps the tokens that users were issued by the providers of social connectors. */
export type TokenVault = {
  /** Stores tokens, if the connector has token storage on. */
  store: (accountId: string, connectorId: string, tokens: TokenResponse) => void;
  /**
   * An access token for the provider's own API. One that has expired is refreshed first.
   *
   * @returns `undefined` if there is none, or it has expired and cannot be refreshed.
   * @throws If the provider refuses to refresh it.
   */
  accessToken: (accountId: string, connectorId: string) => Promise<string | undefined>;
};

/** Creates a vault in memory. */
export const createTokenVault = ({ social }: Pick<Connectors, 'social'>): TokenVault => {
  const stored = new Map<string, { tokens: TokenResponse; expiresAt: number }>();
  const find = (connectorId: string) => social.find(({ settings }) => settings.id === connectorId);

  const store: TokenVault['store'] = (accountId, connectorId, tokens) => {
    const { expires_in: lifetime } = tokens;
    const expiresAt =
      lifetime === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(lifetime) * 1000;
    stored.set(`${accountId} ${connectorId}`, { tokens, expiresAt });
  };

  return {
    store: (accountId, connectorId, tokens) => {
      if (find(connectorId)?.settings.enableTokenStorage) store(accountId, connectorId, tokens);
    },
    accessToken: async (accountId, connectorId) => {
      const found = stored.get(`${accountId} ${connectorId}`);
      if (!found) return undefined;
      const { tokens, expiresAt } = found;
      if (expiresAt > Date.now()) return tokens.access_token;
      const refresh = find(connectorId)?.connector.getAccessTokenByRefreshToken;
      if (!refresh || !tokens.refresh_token) return undefined;
      // A provider that does not rotate refresh tokens returns none.
      const refreshed = { ...tokens, ...(await refresh(tokens.refresh_token)) };
      store(accountId, connectorId, refreshed);
      return refreshed.access_token;
    },
  };
};
