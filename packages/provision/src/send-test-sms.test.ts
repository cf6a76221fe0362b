import { expect, test } from 'vitest';
import { sendTestSms } from './send-test-sms.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

test.each(['+12025550123', '+1 (202) 555-0123'])(
  'a message goes to %s, and nothing else changes',
  async (phone) => {
    await sendTestSms(await provision.connect(), smallTenant, phone);

    expect(provision.logto.state.messages).toEqual(['12025550123']);
    expect(provision.logto.writes()).toEqual(['POST /api/connectors/tencent-short-message-service/test']);
  },
);

test.each(['12025550123', '+0123456789', 'alice', ''])(
  '"%s" is no number with country code',
  async (phone) => {
    await expect(sendTestSms(await provision.connect(), smallTenant, phone)).rejects.toThrow(
      `"${phone}" is no phone number: write it with "+" and country code, such as +12025550123`,
    );
    expect(provision.logto.state.messages).toEqual([]);
  },
);

test('if Tencent Cloud refuses the message, its own words are shown', async () => {
  provision.logto.state.refusedByTencent = 'AuthFailure.SignatureFailure: The credentials are wrong.';

  await expect(sendTestSms(await provision.connect(), smallTenant, '+12025550123')).rejects.toThrow(
    /\(connector\.general: AuthFailure\.SignatureFailure: The credentials are wrong\.\): check the connector's settings, /,
  );
});

test('if Logto does not say why the message was not sent, the error says where to look', async () => {
  const api = await provision.connect();
  provision.logto.forget();
  provision.logto.injectFault({ at: 0, how: 'error' });

  await expect(sendTestSms(api, smallTenant, '+12025550123')).rejects.toThrow(
    /^The message was not sent, and only Logto's log says why: check the TENCENT_ variables, /,
  );
});

test('a tenant without a connector for text messages sends none', async () => {
  await expect(
    sendTestSms(await provision.connect(), { ...smallTenant, connectors: [] }, '+12025550123'),
  ).rejects.toThrow('The tenant has no connector for text messages');
});
