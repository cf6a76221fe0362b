import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './html.ts';
import { stylesheet } from './stylesheet.ts';

export type Page = {
  title: string;
  /** English by default. */
  language?: string;
  body: Html;
  script?: string;
  /** The address that the browser goes on to at once, by a new navigation. */
  next?: string;
  /** Whether its form redirects to an app. Browsers apply `form-action` to redirects too, and an app's lead anywhere. */
  leavesByForm?: boolean;
};

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const styleHash = hashOf(stylesheet);

/** Renders a complete HTML document. */
export const renderPage = ({ title, language = 'en', body, script }: Page): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(stylesheet)}</style>
</head>
<body>${body}${script !== undefined && html`<script>${trusted(script)}</script>`}</body>
</html>`.markup;

/** Returns the headers of a page. Its Content Security Policy allows its own stylesheet and script only. */
export const pageHeaders = ({ script, next, leavesByForm }: Page): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'Accept-Encoding',
  ...(next !== undefined && { refresh: `0;url=${next}` }),
  'content-security-policy': [
    "default-src 'none'",
    'img-src data:',
    `style-src ${styleHash}`,
    `script-src ${script === undefined ? "'none'" : hashOf(script)}`,
    `connect-src ${script === undefined ? "'none'" : "'self'"}`,
    ...(leavesByForm ? [] : ["form-action 'self'"]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});
