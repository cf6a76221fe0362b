import { z } from 'zod/v3';
import { ApiError, demand } from '../api-error.ts';
import { askProvider, findConnector, startVisit } from '../screens/social-account.ts';
import { codeMessages, codeProblem, maximumMessages, newCode } from '../verification-code.ts';
import type { Call, Handler } from './call.ts';
import { findRecord } from './permissions.ts';
import type { VerificationRecord } from './verification-records.ts';

const created = ({ id, expiresAt }: VerificationRecord, more: Record<string, unknown> = {}) => ({
  status: 201,
  body: { verificationRecordId: id, ...more, expiresAt: new Date(expiresAt).toISOString() },
});

/** `POST /api/verifications/password` */
export const verifyPassword: Handler = (call) => {
  const { password } = call.read(z.object({ password: z.string().min(1) }));
  const { account, directory, verifications } = call;
  demand(directory.hasPassword(account, password), 422, 'session.invalid_credentials');
  return created(
    verifications.add({
      accountId: account.id,
      isVerified: true,
      isIdentity: true,
      proof: { type: 'password' },
    }),
  );
};

const identifier = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email'), value: z.string().email() }),
  z.object({ type: z.literal('phone'), value: z.string().regex(/^\d+$/) }),
]);

const send = async ({ connectors }: Call, phone: string, isOwn: boolean, code: string): Promise<void> => {
  try {
    await connectors.sendCode?.(phone, isOwn ? 'UserPermissionValidation' : 'BindNewIdentifier', code);
  } catch (error) {
    const message = `The message could not be sent. ${error instanceof Error ? error.message : error}`;
    throw new ApiError(400, 'connector.general', { message });
  }
};

/** `POST /api/verifications/verification-code`: sends a code, to a new phone number or the user's own one. */
export const sendCode: Handler = async (call) => {
  const { account, connectors, verifications } = call;
  const { identifier: recipient } = call.read(z.object({ identifier }));
  const { type, value } = recipient;
  if (type === 'email' || !connectors.sendCode) {
    const kind = type === 'email' ? 'Email' : 'Sms';
    const message = `Cannot find any available connector for type: ${kind}.`;
    throw new ApiError(501, 'connector.not_found', { message });
  }
  demand(verifications.codesTo(recipient) < maximumMessages, 429, 'request.message_rate_limited');
  const code = newCode();
  const isIdentity = account.primaryPhone === value;
  await send(call, value, isIdentity, code);
  const sent = { code, sentAt: Date.now(), wrongTries: 0 };
  const proof = { type: 'code' as const, identifier: recipient, sent };
  return created(verifications.add({ accountId: account.id, isVerified: false, isIdentity, proof }));
};

const codeBody = z.object({ identifier, verificationId: z.string(), code: z.string() });

/** `POST /api/verifications/verification-code/verify`: a code counts once. */
export const verifyCode: Handler = (call) => {
  const { identifier: recipient, verificationId, code } = call.read(codeBody);
  const record = findRecord(call, verificationId, 'code');
  const { identifier: verified, sent } = record.proof;
  const isSame = recipient.type === verified.type && recipient.value === verified.value;
  demand(isSame, 400, `verification_code.${recipient.type}_mismatch`);
  demand(!record.isVerified, 400, 'verification_code.not_found');
  const policy = call.directory.tenant.signInExperience.verificationCodePolicy;
  const problem = codeProblem(sent, code, policy);
  if (problem) {
    sent.wrongTries += 1;
    throw new ApiError(400, `verification_code.${problem}`, { message: codeMessages[problem] });
  }
  record.isVerified = true;
  return { status: 200, body: { verificationRecordId: record.id } };
};

const socialBody = z.object({ connectorId: z.string(), state: z.string(), redirectUri: z.string() });

/**
 * `POST /api/verifications/social`: starts a visit to the provider of a social connector. It returns to the application,
 * at a redirect URI that the provider must know.
 */
export const startSocial: Handler = async (call) => {
  const { connectorId, state, redirectUri } = call.read(socialBody);
  const connector = findConnector(call, connectorId);
  if (!connector) {
    const message = `Unable to find available connector with id ${connectorId}.`;
    throw new ApiError(422, 'session.invalid_connector_id', { message });
  }
  const { account, userAgent, verifications } = call;
  const visit = { state, redirectUri, jti: account.id, userAgent };
  const { authorizationUri, session } = await startVisit(connector, visit);
  const proof = { type: 'social' as const, connectorId, session };
  const record = verifications.add({ accountId: account.id, isVerified: false, isIdentity: false, proof });
  return created(record, { authorizationUri });
};

const socialAnswer = z.object({ verificationRecordId: z.string(), connectorData: z.record(z.unknown()) });

/**
 * `POST /api/verifications/social/verify`: takes what the provider sent to the application. Like a real Logto, does not
 * compare `state`: the application must.
 */
export const verifySocial: Handler = async (call) => {
  const { verificationRecordId, connectorData } = call.read(socialAnswer);
  const record = findRecord(call, verificationRecordId, 'social');
  const connector = findConnector(call, record.proof.connectorId);
  demand(connector, 400, 'verification_record.not_found');
  record.proof.social = await askProvider(connector, connectorData, record.proof.session);
  record.isVerified = true;
  return { status: 200, body: { verificationRecordId: record.id } };
};
