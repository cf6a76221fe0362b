import type { Connectors, TokenResponse } from './connectors.ts';

/** An access token for a provider's own API. */
export type StoredToken = Pick<TokenResponse, 'access_token' | 'scope' | 'token_type'> & {
  /** The seconds that are left. */
  expires_in?: number;
};

/** Keeps the tokens that users were issued by the providers of social connectors. */
export type TokenVault = {
  /** Stores tokens, if the connector has token storage on. */
  store: (accountId: string, connectorId: string, tokens: TokenResponse) => void;
  /**
   * Returns the access token for the provider's own API. One that has expired is refreshed first; if it cannot be
   * refreshed, it is forgotten.
   *
   * @returns `undefined` if there is none.
   * @throws If the provider refuses to refresh it.
   */
  read: (accountId: string, connectorId: string) => Promise<StoredToken | 'expired' | undefined>;
  forget: (accountId: string, connectorId: string) => void;
};

/** Creates a vault in memory. */
export const createTokenVault = ({ social }: Pick<Connectors, 'social'>): TokenVault => {
  const stored = new Map<string, { tokens: TokenResponse; expiresAt: number }>();
  const keyOf = (accountId: string, connectorId: string) => `${accountId} ${connectorId}`;
  const find = (connectorId: string) => social.find(({ settings }) => settings.id === connectorId);

  const keep = (key: string, tokens: TokenResponse) => {
    const { expires_in: lifetime } = tokens;
    const expiresAt =
      lifetime === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(lifetime) * 1000;
    const entry = { tokens, expiresAt };
    stored.set(key, entry);
    return entry;
  };
  const answer = ({ tokens, expiresAt }: ReturnType<typeof keep>): StoredToken => {
    const { access_token, scope, token_type } = tokens;
    const expires_in = Number.isFinite(expiresAt) ? Math.ceil((expiresAt - Date.now()) / 1000) : undefined;
    return { access_token, scope, token_type, expires_in };
  };

  return {
    store: (accountId, connectorId, tokens) => {
      if (find(connectorId)?.settings.enableTokenStorage) keep(keyOf(accountId, connectorId), tokens);
    },
    read: async (accountId, connectorId) => {
      const key = keyOf(accountId, connectorId);
      const found = stored.get(key);
      if (!found || found.expiresAt > Date.now()) return found && answer(found);
      const refresh = find(connectorId)?.connector.getAccessTokenByRefreshToken;
      const { tokens } = found;
      if (!refresh || !tokens.refresh_token) {
        stored.delete(key);
        return 'expired';
      }
      // A provider that does not rotate refresh tokens returns none.
      return answer(keep(key, { ...tokens, ...(await refresh(tokens.refresh_token)) }));
    },
    forget: (accountId, connectorId) => {
      stored.delete(keyOf(accountId, connectorId));
    },
  };
};
