import type { ConnectorSession } from '../connectors/connectors.ts';
import { type Identifier, randomId } from '../directory.ts';
import type { SocialAccount } from '../screens/pending.ts';
import type { SentCode } from '../verification-code.ts';

/** What a record verifies. */
export type Proof =
  | { type: 'password' }
  | { type: 'code'; identifier: Identifier; sent: SentCode }
  | { type: 'social'; connectorId: string; session: ConnectorSession; social?: SocialAccount };

/** What a user has verified, or is about to. */
export type VerificationRecord = {
  id: string;
  accountId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  isVerified: boolean;
  /** Whether it shows who the user is, and not only that an email address, a phone number or a social account is theirs. */
  isIdentity: boolean;
  proof: Proof;
};

export type VerificationRecords = {
  /** Adds a record that lasts ten minutes. */
  add: (record: Omit<VerificationRecord, 'id' | 'expiresAt'>) => VerificationRecord;
  find: (id: string | undefined) => VerificationRecord | undefined;
  /** How many codes were sent to an email address or a phone number in the last ten minutes. */
  codesTo: (identifier: Identifier) => number;
};

const lifetime = 10 * 60 * 1000;

/** More than local use needs. When it is exceeded, the oldest records are removed. */
const maximum = 10_000;

/** Creates the verification records of all users, in memory. */
export const createVerificationRecords = (): VerificationRecords => {
  const records = new Map<string, VerificationRecord>();

  const dropOld = (): void => {
    for (const [id, { expiresAt }] of records) {
      if (expiresAt > Date.now() && records.size < maximum) return;
      records.delete(id);
    }
  };

  return {
    add: (given) => {
      dropOld();
      const record = { ...given, id: randomId(21), expiresAt: Date.now() + lifetime };
      records.set(record.id, record);
      return record;
    },
    find: (id = '') => {
      const record = records.get(id);
      return record && record.expiresAt > Date.now() ? record : undefined;
    },
    codesTo: ({ type, value }) =>
      [...records.values()].filter(
        ({ proof, expiresAt }) =>
          proof.type === 'code' &&
          proof.identifier.type === type &&
          proof.identifier.value === value &&
          expiresAt > Date.now(),
      ).length,
  };
};
