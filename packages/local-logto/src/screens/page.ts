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

// The doorway of the apps' mark, and a keyhole in it.
const door = 'M3 22V11a9 9 0 0 1 18 0v11z';
const keyhole = 'M12 9a2.6 2.6 0 0 1 1.3 4.85L14.4 18H9.6l1.1-4.15A2.6 2.6 0 0 1 12 9z';

/** A name with the mark before it. */
export const mark = (name: string): Html =>
  html`<p class="mark"><svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false"><path d="${door}"/>
<path class="keyhole" d="${keyhole}"/></svg> <b>${name}</b></p>`;

// A mid tone, visible on light and dark tabs.
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#12897c" d="${door}"/><path fill="#fff" d="${keyhole}"/></svg>`;

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
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
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
