import { isOwnOrigin } from './own-origin.ts';

// Far more than a form of the app needs.
const maximumBody = 65_536;

const refuse = (status: number, reason: string, headers = {}) => new Response(reason, { status, headers });

/** Throws unless these can be the arguments of a server action, as React sends them. */
const readArguments = (value: unknown) => {
  if (!Array.isArray(JSON.parse(String(value)))) throw new TypeError('Arguments are an array.');
};

/**
 * Refuses requests that none of the app's pages sends, before a framework reads them whole or fails with status 500.
 *
 * @param request Its body is read if it is a form with several parts (RFC 7578), or calls a server action by a script.
 * @param environment `baseUrl` is the app's own address.
 * @returns The answer, or undefined if the app itself should answer.
 */
export const refuseRequest = async (
  request: Request,
  environment: { baseUrl: string },
): Promise<Response | undefined> => {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST') return refuse(405, 'Method not allowed', { allow: 'GET, HEAD, POST' });

  // SameSite does not stop a cross-site form: the browser sends no cookies, but stores those of the response.
  if (!isOwnOrigin(headers.get('origin'), environment)) {
    return refuse(403, 'Forbidden: this request comes from another site.');
  }
  if (Number(headers.get('content-length')) > maximumBody) {
    return refuse(413, `The body is larger than ${maximumBody} bytes.`);
  }

  const isForm = /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');
  const isAction = headers.has('next-action');
  try {
    const form = isForm ? await request.formData() : undefined;
    if (isAction) readArguments(form ? form.get('0') : await request.text());
    return undefined;
  } catch {
    return refuse(400, 'The form cannot be read.');
  }
};
