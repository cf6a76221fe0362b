/**
 * Security headers for every response of an app: a Content Security Policy (CSP Level 3) and related headers.
 *
 * @param environment Forms may lead only to the app and, by redirect, to `endpoint`. `cookieSecure` adds HSTS.
 * @param scripts The value of `script-src`, such as `'none'` for pages without scripts.
 */
export const securityHeaders = (
  { endpoint, cookieSecure }: { endpoint: string; cookieSecure: boolean },
  scripts: string,
): Record<string, string> => {
  // `next dev` needs inline scripts and styles, and `eval`.
  const isDevelopment = process.env.NODE_ENV === 'development' && scripts !== "'none'";
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
    // Not `no-referrer`: with it, browsers send `Origin: null` even for the app's own forms.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(cookieSecure && { 'strict-transport-security': 'max-age=31536000' }),
  };
};
