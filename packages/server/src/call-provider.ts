import { type AccountApi, fieldOf, readAccount } from './account-api.ts';
import { type ApiAnswer, callApi } from './call-api.ts';

const findUserinfoEndpoint = async (issuer: unknown): Promise<string> => {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const endpoint = fieldOf(await response.json(), 'userinfo_endpoint');
  if (typeof endpoint !== 'string') throw new Error(`${issuer} names no userinfo endpoint`);
  return endpoint;
};

/**
 * Calls the userinfo endpoint of a linked account's provider (OpenID Connect Core 1.0, section 5.3) with the access token that
 * Logto stores for it, and refreshes when needed. The provider is found by its issuer (OpenID Connect Discovery 1.0), which
 * Logto has from the provider's ID token.
 *
 * @param target The target of the social connector, which stores tokens.
 * @returns The provider's answer, or Logto's if it has no token.
 * @throws What the calls throw, and an Error if the provider publishes no configuration.
 */
export const callProvider = async (account: AccountApi, target: string): Promise<ApiAnswer> => {
  const { account: own, refusal } = await readAccount(account);
  if (refusal) return refusal;

  const stored = await account(`GET /api/my-account/identities/${target}/access-token`);
  const accessToken = fieldOf(stored.body, 'access_token');
  if (typeof accessToken !== 'string') return stored;

  const endpoint = await findUserinfoEndpoint(fieldOf(own.identities?.[target]?.details?.rawData, 'iss'));
  return callApi(endpoint, { method: 'GET', getAccessToken: async () => accessToken });
};
