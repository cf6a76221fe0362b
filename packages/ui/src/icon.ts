import { door, person } from './brand-mark.tsx';

// A data URI, so that no app has to serve a file for it; a mid tone that shows on light and dark tabs.
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#12897c" d="${door}"/><path fill="#fff" d="${person}"/></svg>`;

/** The mark as the `href` of `<link rel="icon">`, for the `<head>` of every page. Needs `img-src data:` under a strict CSP. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`;
