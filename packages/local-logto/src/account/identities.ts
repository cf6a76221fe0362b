import { z } from 'zod/v3';
import { ApiError, demand } from '../api-error.ts';
import type { SocialSignIn } from '../connectors/connectors.ts';
import type { SocialAccount } from '../screens/pending.ts';
import { findConnector, keepSocialAccount } from '../screens/social-account.ts';
import { type Answer, type Call, type Handler, noContent } from './call.ts';
import {
  demandEdit,
  demandSignInMethod,
  demandVerification,
  demandVisible,
  findRecord,
} from './permissions.ts';

const findConnectorOf = ({ connectors }: Call, target: string): SocialSignIn | undefined =>
  connectors.social.find(({ settings }) => settings.metadata.target === target);

const linkedId = ({ account }: Call, target: string): string | undefined =>
  Object.hasOwn(account.identities, target) ? account.identities[target]?.userId : undefined;

/** The social account that the user has verified, and the target of its connector. */
const verifiedAccount = (call: Call, recordId: string): { social: SocialAccount; target: string } => {
  const { isVerified, accountId, proof } = findRecord(call, recordId, 'social');
  const connector = findConnector(call, proof.connectorId);
  const isTheirs = isVerified && accountId === call.account.id;
  demand(isTheirs && proof.social && connector, 400, 'verification_record.not_found');
  return { social: proof.social, target: connector.settings.metadata.target };
};

const linkWith =
  ({ replaces }: { replaces: boolean }): Handler =>
  (call) => {
    const body = call.read(z.object({ newIdentifierVerificationRecordId: z.string() }));
    demandEdit(call, 'social', 'identities', 401);
    demandVerification(call);
    const { account, directory, vault } = call;
    const { social, target } = verifiedAccount(call, body.newIdentifierVerificationRecordId);
    const linked = linkedId(call, target);
    demand(replaces || linked === undefined, 400, 'user.identity_already_in_use');
    const owner = directory.findByIdentity(target, social.userInfo.id);
    demand(!owner || owner === account, 422, 'user.identity_already_in_use');
    if (linked !== social.userInfo.id) vault.forget(account.id, social.connectorId);
    keepSocialAccount(call, account, social);
    return noContent;
  };

/** `POST /api/my-account/identities` */
export const link = linkWith({ replaces: false });

/** `PUT /api/my-account/identities`: replaces the account of the same provider. */
export const replaceLink = linkWith({ replaces: true });

/** `DELETE /api/my-account/identities/:target` */
export const unlink: Handler = (call) => {
  const { account, target, directory, vault } = call;
  demandEdit(call, 'social', 'identities');
  demandVerification(call);
  demand(linkedId(call, target) !== undefined, 404, 'user.identity_not_exist');
  const { [target]: _removed, ...identities } = account.identities;
  demandSignInMethod(account, { identities });
  directory.unlink(account, target);
  const connector = findConnectorOf(call, target);
  if (connector) vault.forget(account.id, connector.settings.id);
  return noContent;
};

const readStoredToken = async (call: Call): Promise<Answer> => {
  const connector = findConnectorOf(call, call.target);
  const stored = connector && (await call.vault.read(call.account.id, connector.settings.id));
  demand(stored, 404, 'secrets.third_party_token_set.token_not_found');
  if (stored === 'expired') throw new ApiError(401, 'secrets.third_party_token_set.access_token_expired');
  return { status: 200, body: stored };
};

const demandStoredToken = (call: Call): void => {
  demandVisible(call, 'social');
  demand(call.scopes.has('identities'), 403, 'auth.forbidden');
};

/** `GET /api/my-account/identities/:target/access-token`: the stored token, refreshed if it has expired. */
export const getStoredToken: Handler = (call) => {
  demandStoredToken(call);
  return readStoredToken(call);
};

/** `PUT /api/my-account/identities/:target/access-token`: stores the tokens of a new visit to the provider. */
export const replaceStoredToken: Handler = (call) => {
  const { verificationRecordId } = call.read(z.object({ verificationRecordId: z.string() }));
  demandStoredToken(call);
  const { social, target } = verifiedAccount(call, verificationRecordId);
  const isLinked = target === call.target && linkedId(call, target) === social.userInfo.id;
  demand(isLinked, 422, 'user.identity_not_exists_in_current_user');
  keepSocialAccount(call, call.account, social);
  return readStoredToken(call);
};
