// A doorway and the person in it, as paths on a 24 × 24 grid.
const door = 'M3 22V11a9 9 0 0 1 18 0v11z';
const person = 'M12 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6.8 22a5.2 5.2 0 0 1 10.4 0z';

/** The app's mark in the header, hidden from assistive technology. It is not Logto's logo. */
export const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false">
    <path d={door} />
    <path className="person" d={person} />
  </svg>
);

// A mid tone, visible on light and dark tabs.
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#12897c" d="${door}"/><path fill="#fff" d="${person}"/></svg>`;

/** The app's mark as a data URI, for `<link rel="icon">`. A strict CSP needs `img-src data:`. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`;
