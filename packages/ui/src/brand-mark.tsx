/** A doorway and the person in it, as paths on a 24 × 24 grid. */
export const door = 'M3 22V11a9 9 0 0 1 18 0v11z';
export const person = 'M12 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6.8 22a5.2 5.2 0 0 1 10.4 0z';

/** The app's mark in the header, hidden from assistive technology. It is not Logto's logo. */
export const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false">
    <path d={door} />
    <path className="person" d={person} />
  </svg>
);
