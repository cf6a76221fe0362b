import type { ConnectorSession, SocialSignIn } from '../connectors/connectors.ts';
import type { Account } from '../directory.ts';
import type { SignInContext } from './interaction.ts';
import type { SocialAccount } from './pending.ts';

export const findConnector = (
  { connectors }: Pick<SignInContext, 'connectors'>,
  id: string,
): SocialSignIn | undefined => connectors.social.find(({ settings }) => settings.id === id);

/** Where a visit to a provider leads, and what identifies it. */
type Visit = { state: string; redirectUri: string; jti: string; userAgent?: string };

/**
 * Lets the connector start a visit to its provider.
 *
 * @returns The address at the provider, and what the connector must remember until the visitor returns.
 */
export const startVisit = async (
  { connector, settings }: SocialSignIn,
  { userAgent, ...visit }: Visit,
): Promise<{ authorizationUri: string; session: ConnectorSession }> => {
  let session: ConnectorSession = {};
  const payload = {
    ...visit,
    connectorId: settings.id,
    connectorFactoryId: settings.connectorId,
    headers: { userAgent },
  };
  const authorizationUri = await connector.getAuthorizationUri(payload, async (saved) => {
    session = saved;
  });
  return { authorizationUri, session };
};

/** Lets the connector find out who the visitor is, with the tokens if they are to be stored. */
export const askProvider = async (
  { connector, settings }: SocialSignIn,
  data: unknown,
  session: ConnectorSession,
): Promise<SocialAccount> => {
  const connectorId = settings.id;
  const getSession = async () => session;
  if (!settings.enableTokenStorage || !connector.getTokenResponseAndUserInfo) {
    return { connectorId, userInfo: await connector.getUserInfo(data, getSession) };
  }
  const { userInfo, tokenResponse: tokens } = await connector.getTokenResponseAndUserInfo(data, getSession);
  return { connectorId, userInfo, tokens };
};

/** Links a social account to a user, unless that is done, and stores its tokens. */
export const keepSocialAccount = (
  context: Pick<SignInContext, 'connectors' | 'directory' | 'vault'>,
  account: Account,
  { connectorId, userInfo, tokens }: SocialAccount,
): void => {
  const connector = findConnector(context, connectorId);
  if (!connector) return;
  context.directory.link(account, connector.settings.metadata.target, userInfo);
  if (tokens) context.vault.store(account.id, connectorId, tokens);
};
