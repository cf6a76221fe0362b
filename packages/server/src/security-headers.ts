/**
 * The headers that every answer of an app carries: a Content Security Policy (CSP level 3) and what goes with it.
 *
 * @param environment Forms may be sent to the app and, by its redirect, on to Logto; nowhere else.
 * @param scripts The sources that scripts may come from, as in `script-src`: `'none'` for pages without any.
 */
export const securityHeaders = (
  { endpoint, cookieSecure }: { endpoint: string; cookieSecure: boolean },
  scripts: string,
): Record<string, string> => {
  // `next dev` puts styles and an evaluating loader into the page.
  const isDevelopment = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'self'",
    `script-src ${isDevelopment ? `'self' 'unsafe-inline' 'unsafe-eval'` : scripts}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    `form-action 'self' ${new URL(endpoint).origin}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];

  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    // Not `no-referrer`: with it, browsers send `Origin: null` even with a form of our own.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(cookieSecure && { 'strict-transport-security': 'max-age=31536000' }),
  };
};
