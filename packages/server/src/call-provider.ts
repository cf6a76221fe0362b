import { type AccountApi, fieldOf, readAccount } from './account-api.ts';
import { type ApiAnswer, callApi } from './call-api.ts';

const findUserinfoEndpoint = async (issuer: string): Promise<string> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const metadata: unknown = await response.json();
  if (fieldOf(metadata, 'issuer') !== issuer) throw new Error(`${response.url} names another issuer`);

  const endpoint = fieldOf(metadata, 'userinfo_endpoint');
  if (typeof endpoint !== 'string') throw new Error(`${issuer} names no userinfo endpoint`);
  return endpoint;
};

/**
 * Calls the userinfo endpoint of a linked account's provider (OpenID Connect Core 1.0, section 5.3) with the access token that
 * Logto stores for it, and refreshes when needed. The endpoint is in the configuration that the issuer publishes (OpenID
 * Connect Discovery 1.0).
 *
 * @param provider `target` is that of the social connector, which stores tokens, `issuer` the provider's own. The account does
 *   not choose it: anyone who could write the account's data would get the token, and could make this server send requests.
 * @returns The provider's answer, or Logto's if it has no token.
 * @throws What the calls throw, and an Error if the account is of another issuer, or the issuer publishes no configuration.
 */
export const callProvider = async (
  account: AccountApi,
  { target, issuer }: { target: string; issuer: string },
): Promise<ApiAnswer> => {
  const { account: own, refusal } = await readAccount(account);
  if (refusal) return refusal;

  const stored = await account(`GET /api/my-account/identities/${target}/access-token`);
  const accessToken = fieldOf(stored.body, 'access_token');
  if (typeof accessToken !== 'string') return stored;

  const linked = fieldOf(own.identities?.[target]?.details?.rawData, 'iss');
  if (linked !== issuer) {
    throw new Error(
      `The account is linked at ${JSON.stringify(linked)}, not at ${issuer}: set the issuer of "${target}" in the app's configuration`,
    );
  }
  return callApi(await findUserinfoEndpoint(issuer), {
    method: 'GET',
    getAccessToken: async () => accessToken,
  });
};
