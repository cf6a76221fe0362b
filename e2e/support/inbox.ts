import { expect } from '@playwright/test';
import type { Servers } from '../servers.ts';

type Message = { phone?: string; code?: string };

/**
 * Reads the code of the latest text message to a phone number from the inbox of local Logto, or from the one that
 * `SMS_INBOX_URL` names: a URL that answers with the messages as JSON, newest first.
 *
 * @param phone Country code and number, digits only.
 * @param earlier A code that was sent before and does not count.
 */
export const readCode = async ({ logto }: Servers, phone: string, earlier?: string): Promise<string> => {
  const inbox = process.env.SMS_INBOX_URL || `${logto}/local/messages`;
  let code: string | undefined;
  const findCode = async () => {
    const response = await fetch(inbox);
    if (!response.ok) throw new Error(`${inbox} answered ${response.status}`);
    const messages: Message[] = await response.json();
    code = messages.find((message) => message.phone?.replace(/\D/g, '') === phone)?.code;
    return code !== undefined && code !== earlier;
  };
  await expect.poll(findCode, `a text message to ${phone} in ${inbox}`).toBe(true);
  return code ?? '';
};
