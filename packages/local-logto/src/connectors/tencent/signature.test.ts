import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkSignature, type SignedRequest } from './signature.ts';

// The worked example in Tencent Cloud's documentation of signature method v3.
const signedAt = 1551113065;
const documented: SignedRequest = {
  method: 'POST',
  headers: {
    authorization:
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c',
    'content-type': 'application/json; charset=utf-8',
    host: 'cvm.tencentcloudapi.com',
    'x-tc-timestamp': String(signedAt),
  },
  body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
};
const secretKeyOf = (id: string) =>
  id === 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******' ? 'Gu5t9xGARNpq86cd98joQYCN3*******' : undefined;

const check = (request: Partial<SignedRequest> = {}, service = 'cvm') =>
  checkSignature({ ...documented, ...request }, service, secretKeyOf)?.code;
const withHeader = (name: string, value: string) =>
  check({ headers: { ...documented.headers, [name]: value } });
const { authorization = '' } = documented.headers;

beforeEach(() => {
  vi.useFakeTimers({ now: signedAt * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the signature of a request to Tencent Cloud', () => {
  test("is accepted in the documentation's own example", () => {
    expect(check()).toBeUndefined();
  });

  test.each([
    ['body', () => check({ body: documented.body.replace('1', '2') })],
    ['method', () => check({ method: 'PUT' })],
    ['host', () => withHeader('host', 'sms.tencentcloudapi.com')],
    ['content type', () => withHeader('content-type', 'application/json')],
    ['time', () => withHeader('x-tc-timestamp', String(signedAt + 1))],
    ['service', () => check({}, 'sms')],
    ['date', () => withHeader('authorization', authorization.replace('2019-02-25', '2019-02-26'))],
    [
      'list of headers',
      () => withHeader('authorization', authorization.replace('content-type;host', 'content-type')),
    ],
  ])('fails if the %s differs', (_part, changed) => {
    expect(changed()).toBe('AuthFailure.SignatureFailure');
  });

  test('is refused five minutes before and after its time', () => {
    vi.setSystemTime((signedAt + 300) * 1000);
    expect(check()).toBeUndefined();
    vi.setSystemTime((signedAt + 301) * 1000);
    expect(check()).toBe('AuthFailure.SignatureExpire');
    vi.setSystemTime((signedAt - 301) * 1000);
    expect(check()).toBe('AuthFailure.SignatureExpire');
    vi.setSystemTime(signedAt * 1000);
    expect(withHeader('x-tc-timestamp', 'now')).toBe('AuthFailure.SignatureExpire');
  });

  test('names an unknown secret id, and a header that is none', () => {
    expect(withHeader('authorization', authorization.replace('AKID', 'AKIX'))).toBe(
      'AuthFailure.SecretIdNotFound',
    );
    expect(withHeader('authorization', 'Basic x')).toBe('AuthFailure.InvalidAuthorization');
  });
});
