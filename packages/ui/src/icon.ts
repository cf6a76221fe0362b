import { door, person } from './brand-mark.tsx';

// A mid tone, visible on light and dark tabs.
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#12897c" d="${door}"/><path fill="#fff" d="${person}"/></svg>`;

/** The app's mark as a data URI, for `<link rel="icon">`. A strict CSP needs `img-src data:`. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`;
