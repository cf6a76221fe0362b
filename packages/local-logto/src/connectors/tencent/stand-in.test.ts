import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import https from 'node:https';
import { parseTenant, type TencentAccount, type TencentSmsConfig } from '@repo/tenant';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createInbox } from '../../inbox.ts';
import { type CodePurpose, loadConnectors } from '../connectors.ts';
import { redirectRequests } from './redirect-requests.ts';
import { createTencentStandIn } from './stand-in.ts';

const account: TencentAccount = {
  secretId: 'AKIDexample',
  secretKey: 'secret-of-example',
  sdkAppId: '1400000001',
  signNames: ['Logto'],
  templates: [
    { id: '100001', text: 'Your sign-in code is {1}.' },
    { id: '100002', text: 'Your code for a new account is {1}.' },
    { id: '100003', text: 'Your code for a new password is {1}.' },
    { id: '100004', text: 'Your code is {1}, valid for {2} minutes.' },
  ],
};
const config: TencentSmsConfig = {
  accessKeyId: 'AKIDexample',
  accessKeySecret: 'secret-of-example',
  signName: 'Logto',
  sdkAppId: '1400000001',
  region: 'ap-guangzhou',
  templates: [
    { usageType: 'SignIn', templateCode: '100001' },
    { usageType: 'Register', templateCode: '100002' },
    { usageType: 'ForgotPassword', templateCode: '100003' },
    { usageType: 'Generic', templateCode: '100004' },
  ],
};

const inbox = createInbox();
beforeEach(() => inbox.clear());

type Sending = { phone?: string; purpose?: CodePurpose; code?: string };

/** Sends a code by the connector, with changes to its settings. */
const send = async (
  change: Partial<TencentSmsConfig> = {},
  { phone = '12025550123', purpose = 'SignIn', code = '123456' }: Sending = {},
  tencent?: TencentSmsConfig,
) => {
  const tenant = parseTenant(
    {
      applications: [],
      connectors: [{ connectorId: 'tencent-short-message-service', config: { ...config, ...change } }],
      providers: { tencent: account },
    },
    'tenant',
  );
  const { sendCode } = await loadConnectors(tenant, { upstream: () => '', inbox, tencent });
  await sendCode?.(phone, purpose, code);
};

const withTemplate = (templateCode: string) =>
  config.templates.map((template) =>
    template.usageType === 'SignIn' ? { ...template, templateCode } : template,
  );

describe("Logto's connector for Tencent SMS", () => {
  test.each([
    ['SignIn', 'Your sign-in code is 123456.'],
    ['Register', 'Your code for a new account is 123456.'],
    ['ForgotPassword', 'Your code for a new password is 123456.'],
  ] as const)('delivers a code for %s with its own template', async (purpose, text) => {
    await send({}, { purpose });
    expect(inbox.messages()).toMatchObject([
      { phone: '12025550123', text: `Logto: ${text}`, code: '123456' },
    ]);
  });

  test.each([
    ['an unknown key', { accessKeyId: 'AKIDother' }, 'AuthFailure.SecretIdNotFound'],
    ['a wrong secret', { accessKeySecret: 'wrong' }, 'AuthFailure.SignatureFailure'],
    ['another application', { sdkAppId: '1' }, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
    ['an unknown sender', { signName: 'Nobody' }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    ['no region', { region: '' }, 'MissingParameter'],
    [
      'an unknown template',
      { templates: withTemplate('1') },
      'FailedOperation.TemplateIncorrectOrUnapproved',
    ],
    [
      'a template with two placeholders',
      { templates: withTemplate('100004') },
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
    ],
  ])('gets the error of Tencent Cloud for %s', async (_name, change, code) => {
    await expect(send(change)).rejects.toThrow(code);
    expect(inbox.messages()).toEqual([]);
  });

  test.each(['123', '0012025550123', 'alice'])('gets an error for the number %s', async (phone) => {
    await expect(send({}, { phone })).rejects.toThrow('InvalidParameterValue.IncorrectPhoneNumber');
    expect(inbox.messages()).toEqual([]);
  });

  test.each(['1234567', 'abcdef'])('gets an error for the code %s', async (code) => {
    await expect(send({}, { code })).rejects.toThrow('InvalidParameterValue.TemplateParameterFormatError');
  });
});

test('with an account of your own, messages go to Tencent Cloud and not to the inbox', async () => {
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...parameters: unknown[]) => {
    const done = parameters.at(-1);
    if (typeof done === 'function') done(new Error('asked the DNS'));
  });
  await expect(send({}, {}, { ...config, accessKeyId: 'AKIDmine' })).rejects.toThrow('asked the DNS');
  expect(lookup.mock.calls[0]?.[0]).toBe('sms.tencentcloudapi.com');
  expect(inbox.messages()).toEqual([]);
  lookup.mockRestore();
});

describe('requests that are redirected', () => {
  const standIn = createTencentStandIn(account, inbox);
  const get = async (url: string, options: https.RequestOptions = {}) => {
    const [response] = await once(https.get(url, options), 'response');
    response.resume();
    return response.statusCode;
  };

  test('are those to Tencent Cloud only', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    await redirectRequests(standIn, async () => {
      expect(await get('https://sms.tencentcloudapi.com/')).toBe(200);
      // The server speaks plain HTTP, so TLS fails: the request has reached it.
      await expect(get(`https://127.0.0.1:${address.port}/`)).rejects.toThrow('wrong version number');
    });
    server.close();
  });

  test('are those of the function only, also on a connection that it has opened', async () => {
    const lookup = vi.fn((_host, _options, done) => done(new Error('asked the DNS')));
    await redirectRequests(standIn, () => get('https://sms.tencentcloudapi.com/'));
    await expect(get('https://sms.tencentcloudapi.com/', { lookup })).rejects.toThrow('asked the DNS');
  });
});
