import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { TencentAccount } from '@repo/tenant';
import * as z from 'zod/mini';
import { readBody } from '../../exchange.ts';
import type { Inbox } from '../../inbox.ts';
import { checkSignature, type SignedRequest } from './signature.ts';

type Answer = Record<string, unknown>;

const sendSms = z.object({
  PhoneNumberSet: z.array(z.string()).check(z.minLength(1), z.maxLength(200)),
  SmsSdkAppId: z.string(),
  SignName: z.string(),
  TemplateId: z.string(),
  TemplateParamSet: z._default(z.array(z.string()), []),
});
type SendSms = z.infer<typeof sendSms>;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not an object, which the caller refuses.
    return undefined;
  }
};

const refusal = (Code: string, Message: string): Answer => ({ Error: { Code, Message } });

/** Why Tencent Cloud would refuse the content, for all recipients alike. */
const contentError = (
  account: TencentAccount,
  { SmsSdkAppId, SignName, TemplateParamSet }: SendSms,
  template: string | undefined,
): [code: string, message: string] | undefined => {
  if (SmsSdkAppId !== account.sdkAppId) {
    return ['UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'The SmsSdkAppId does not belong to the account.'];
  }
  if (!account.signNames.includes(SignName)) {
    return ['FailedOperation.SignatureIncorrectOrUnapproved', 'The SignName is not approved.'];
  }
  if (template === undefined) {
    return ['FailedOperation.TemplateIncorrectOrUnapproved', 'The template is not approved.'];
  }
  const placeholders = new Set(template.match(/\{\d+\}/g));
  if (placeholders.size !== TemplateParamSet.length) {
    return [
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      `The template has ${placeholders.size} parameters, not ${TemplateParamSet.length}.`,
    ];
  }
  if (!TemplateParamSet.every((parameter) => /^\d{0,6}$/.test(parameter))) {
    return [
      'InvalidParameterValue.TemplateParameterFormatError',
      'The parameters of a verification code template must be up to six digits.',
    ];
  }
  return undefined;
};

/** A country code and a number (E.164). Tencent Cloud documents a leading "+", which Logto's connector leaves out. */
const isPhoneNumber = (phone: string): boolean => /^\+?[1-9]\d{6,14}$/.test(phone);

const answer = (account: TencentAccount, request: SignedRequest, inbox: Inbox): Answer => {
  const { headers, method, body } = request;
  if (method !== 'POST' || headers['x-tc-action'] !== 'SendSms') {
    return refusal('InvalidAction', 'The action does not exist: use POST and SendSms.');
  }
  if (headers['x-tc-version'] !== '2021-01-11')
    return refusal('NoSuchVersion', 'The version does not exist.');
  if (!headers['x-tc-region']) return refusal('MissingParameter', 'The header X-TC-Region is missing.');
  const refused = checkSignature(request, 'sms', (id) =>
    id === account.secretId ? account.secretKey : undefined,
  );
  if (refused) return refusal(refused.code, refused.message);

  const parsed = sendSms.safeParse(parseJson(body));
  if (!parsed.success) return refusal('InvalidParameter', z.prettifyError(parsed.error));
  const { data } = parsed;
  const template = account.templates.find(({ id }) => id === data.TemplateId)?.text;
  const error = contentError(account, data, template);
  if (error) return refusal(...error);

  const { SignName, TemplateParamSet: parameters } = data;
  const [code = ''] = parameters;
  const text = (template ?? '').replace(/\{(\d+)\}/g, (_whole, position) => parameters[position - 1] ?? '');
  const statuses = data.PhoneNumberSet.map((phone) => {
    const accepted = isPhoneNumber(phone);
    if (accepted) inbox.add({ phone: phone.replace('+', ''), text: `${SignName}: ${text}`, code });
    return {
      SerialNo: accepted ? randomUUID() : '',
      PhoneNumber: phone,
      Fee: accepted ? 1 : 0,
      SessionContext: '',
      Code: accepted ? 'Ok' : 'InvalidParameterValue.IncorrectPhoneNumber',
      Message: accepted ? 'send success' : 'The phone number must have the form of E.164.',
      IsoCode: '',
    };
  });
  return { SendStatusSet: statuses };
};

/**
 * Creates a server that answers requests to `sms.tencentcloudapi.com` as Tencent Cloud documents them (SendSms, version
 * 2021-01-11). It checks the signature, the application, the sender's name, the template, its parameters and the
 * phone numbers.
 *
 * @param inbox Receives each accepted message.
 */
export const createTencentStandIn = (account: TencentAccount, inbox: Inbox): Server =>
  createServer(async (request, response) => {
    const body = (await readBody(request)) ?? '';
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const answered = answer(account, { method: request.method ?? '', headers, body }, inbox);
    response
      // Node.js' agent keeps sockets open, which the connection to this server is not.
      .writeHead(200, { 'content-type': 'application/json', connection: 'close' })
      .end(JSON.stringify({ Response: { ...answered, RequestId: randomUUID() } }));
  });
