import type { ZodType, ZodTypeDef } from 'zod/v3';
import type { Account } from '../directory.ts';
import type { SignInContext } from '../screens/interaction.ts';
import type { VerificationRecords } from './verification-records.ts';

export type AccountContext = Pick<SignInContext, 'provider' | 'directory' | 'connectors' | 'vault'> & {
  verifications: VerificationRecords;
};

/** A user's call to the Account API. */
export type Call = AccountContext & {
  account: Account;
  /** Of the access token. */
  scopes: ReadonlySet<string>;
  /** From the header `logto-verification-id`. */
  verificationId?: string;
  userAgent?: string;
  /** The variable part of the path. */
  target: string;
  /** Reads the body. Throws ApiError if it does not match. */
  read: <Body>(schema: ZodType<Body, ZodTypeDef, unknown>) => Body;
};

export type Answer = { status: number; body?: unknown };

/** Answers one endpoint. Throws ApiError to refuse. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

export const noContent: Answer = { status: 204 };
