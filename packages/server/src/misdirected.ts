import { asksForJson } from './failure-response.ts';

const title = 'This address is not known here';
const cure =
  'If it belongs to this app, add it to BASE_URL, and set TRUST_PROXY=1 behind a proxy that sets X-Forwarded-Host.';

/**
 * What to answer if `findBaseUrl` finds nothing: 421, without a link or redirect (RFC 9110, section 15.5.20). It names none of
 * the app's addresses, which a scanner of IP addresses would like to know.
 *
 * @param accept The `Accept` header.
 * @returns Status, headers and body. Add them to the app's security headers.
 */
export const misdirected = (accept: string | null | undefined) => {
  const isJson = asksForJson(accept);
  return {
    status: 421,
    headers: {
      'cache-control': 'private, no-store',
      // Not the app's own policy, which names its Logto.
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': isJson ? 'application/json' : 'text/html; charset=utf-8',
    },
    body: isJson
      ? JSON.stringify({ error: 'misdirected_request', error_description: cure })
      : `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${cure}</p></html>`,
  };
};
