import { randomInt } from 'node:crypto';
import type { SignInExperience } from '@repo/tenant';

/** A verification code that was sent. */
export type SentCode = {
  /** Absent if nothing was sent: then no code is right. */
  code?: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  wrongTries: number;
};

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What can be wrong with an entered code, in the words of Logto's API. */
export const codeMessages = {
  expired: 'Verification code has expired. Please request a new verification code.',
  exceed_max_try: 'Verification code retries limitation exceeded. Please request a new verification code.',
  code_mismatch: 'Invalid verification code.',
} as const;

/** Checks an entered code. Returns what is wrong with it. */
export const codeProblem = (
  { code, sentAt, wrongTries }: SentCode,
  entered: string,
  { expirationDuration, maxRetryAttempts }: SignInExperience['verificationCodePolicy'],
): keyof typeof codeMessages | undefined => {
  if (Date.now() > sentAt + expirationDuration * 1000) return 'expired';
  if (wrongTries >= maxRetryAttempts) return 'exceed_max_try';
  return entered === code ? undefined : 'code_mismatch';
};

/** The most codes that one sign-in sends, or the Account API to one recipient while they last: each message may cost money. */
export const maximumMessages = 10;
