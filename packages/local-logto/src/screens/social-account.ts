import type { SocialSignIn } from '../connectors/connectors.ts';
import type { Account } from '../directory.ts';
import type { SignInContext } from './interaction.ts';
import type { SocialAccount } from './pending.ts';

export const findConnector = ({ connectors }: SignInContext, id: string): SocialSignIn | undefined =>
  connectors.social.find(({ settings }) => settings.id === id);

/** Links a social account to a user, unless that is done, and stores its tokens. */
export const keepSocialAccount = (
  context: SignInContext,
  account: Account,
  { connectorId, userInfo, tokens }: SocialAccount,
): void => {
  const connector = findConnector(context, connectorId);
  if (!connector) return;
  context.directory.link(account, connector.settings.metadata.target, userInfo);
  if (tokens) context.vault.store(account.id, connectorId, tokens);
};
