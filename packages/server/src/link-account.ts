import { type AccountApi, fieldOf, refusalOf } from './account-api.ts';

type Start =
  | { url: string; step: { state: string; id: string }; refusal?: undefined }
  | { url?: undefined; step?: undefined; refusal: string };

/**
 * Starts to link a social account through Logto's Account API.
 *
 * @param connectorId The id of the connector, not its target.
 * @param redirectUri Where the provider sends the user back. It must be registered at the provider.
 * @returns The provider's address to redirect to, and what `finishLinking` needs; or why Logto refused.
 */
export const startLinking = async (
  account: AccountApi,
  { connectorId, redirectUri }: { connectorId: string; redirectUri: string },
): Promise<Start> => {
  const state = crypto.randomUUID();
  const answer = await account('POST /api/verifications/social', {
    body: { connectorId, state, redirectUri },
  });
  const id = fieldOf(answer.body, 'verificationRecordId');
  const url = fieldOf(answer.body, 'authorizationUri');
  return typeof id === 'string' && typeof url === 'string' && /^https?:/.test(url)
    ? { url: new URL(url).href, step: { state, id } }
    : { refusal: refusalOf(answer) ?? 'link.failed' };
};

/**
 * Links the social account that the provider sent the user back with. Logto does not compare `state`, so this does: a link to
 * an app's callback could otherwise link somebody else's account (RFC 9700, section 4.7).
 *
 * @param query The parameters that the provider added to the redirect URI.
 * @param step What `startLinking` returned for this user.
 * @returns Why the account is not linked: Logto's code, `link.declined`, `link.foreign` or `link.failed`. After `link.foreign`,
 *   keep the step: the user may still be at the provider.
 */
export const finishLinking = async (
  account: AccountApi,
  {
    query,
    step: { state, id },
    redirectUri,
    verificationId,
  }: {
    query: URLSearchParams;
    step: { state?: string | undefined; id?: string | undefined };
    redirectUri: string;
    verificationId: string | undefined;
  },
): Promise<string | undefined> => {
  if (!state || query.get('state') !== state) return 'link.foreign';
  if (query.has('error')) return query.get('error') === 'access_denied' ? 'link.declined' : 'link.failed';

  const verified = await account('POST /api/verifications/social/verify', {
    body: { connectorData: { ...Object.fromEntries(query), redirectUri }, verificationRecordId: id },
  });
  // Logto answers 500 if the provider refuses the code.
  if (verified.status !== 200) return 'link.failed';

  return refusalOf(
    await account('POST /api/my-account/identities', {
      body: { newIdentifierVerificationRecordId: id },
      verificationId,
    }),
  );
};
