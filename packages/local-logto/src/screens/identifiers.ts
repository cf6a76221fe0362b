import type { Identifier } from '../directory.ts';

/**
 * Reads what a visitor entered to say who they are: a phone number, an email address or a username. No username starts
 * with a digit.
 */
export const readIdentifier = (text: string): Identifier => {
  const digits = text.replace(/[\s().-]/g, '').replace(/^\+/, '');
  if (/^\d+$/.test(digits)) return { type: 'phone', value: digits };
  return { type: text.includes('@') ? 'email' : 'username', value: text };
};

/** Whether digits can be a phone number with its country code (E.164). */
export const isPhoneNumber = (digits: string): boolean => /^[1-9]\d{6,14}$/.test(digits);

/** A phone number or another identifier as visitors write it. */
export const displayIdentifier = ({ type, value }: Identifier): string =>
  type === 'phone' ? `+${value}` : value;
