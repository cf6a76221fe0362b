import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import type { ManagementApi } from './management-api.ts';

/**
 * Sends a text message with the code 000000 and the settings of the tenant's connector, as the button "Send" of Console
 * does. The connector need not exist in Logto.
 *
 * @param phone The number with "+" and country code.
 * @throws CommandError if it is no such number, the tenant has no connector for text messages, or the message is not sent.
 */
export const sendTestSms = async (
  api: ManagementApi,
  { connectors }: Tenant,
  phone: string,
): Promise<void> => {
  const sms = connectors.find(({ connectorId }) => connectorId !== 'oidc');
  if (!sms) throw new CommandError('The tenant has no connector for text messages: add one');
  const number = phone.replaceAll(/[\s()-]/g, '');
  // Logto takes any digits, and sends to them.
  if (!/^\+[1-9]\d{6,14}$/.test(number)) {
    throw new CommandError(
      `"${phone}" is no phone number: write it with "+" and country code, such as +12025550123`,
    );
  }
  const params = { path: { factoryId: 'tencent-short-message-service' } };
  const body = { phone: number.slice(1), config: sms.config };
  try {
    await api.POST('/api/connectors/{factoryId}/test', { params, body });
  } catch (error) {
    const isSilent = error instanceof CommandError && error.status === 500;
    if (!isSilent) throw error;
    throw new CommandError(
      "The message was not sent, and only Logto's log says why: check the TENCENT_ variables, and the approvals and the balance of your account at Tencent Cloud",
    );
  }
};
