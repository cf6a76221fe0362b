import { openBrowser } from './sign-in-flow.ts';

/** An answer of the Account API with its JSON parsed. */
type Answer = { status: number; json: Record<string, unknown> };

/** Calls the Account API with an access token. */
export const openAccount = (endpoint: string, accessToken: string) => {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    verificationId?: string,
  ): Promise<Answer> => {
    const { status, body: text } = await openBrowser(endpoint).send(`/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(verificationId !== undefined && { 'logto-verification-id': verificationId }),
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status, json: text ? JSON.parse(text) : {} };
  };
  const recordId = ({ json }: Answer): string => String(json.verificationRecordId);
  return {
    call,
    /** Verifies a password. Returns the id of the record. */
    verifyPassword: async (password: string) =>
      recordId(await call('POST', 'verifications/password', { password })),
    /** Requests a code. Returns the id of the record. */
    requestCode: async (phone: string) => {
      const identifier = { type: 'phone', value: phone };
      return recordId(await call('POST', 'verifications/verification-code', { identifier }));
    },
    verifyCode: (phone: string, verificationId: string, code: string) => {
      const identifier = { type: 'phone', value: phone };
      const body = { identifier, verificationId, code };
      return call('POST', 'verifications/verification-code/verify', body);
    },
  };
};
