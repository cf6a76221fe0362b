/** Someone in a doorway, on a grid of 24: the door is one path, the person cut out of it another. */
export const door = 'M3 22V11a9 9 0 0 1 18 0v11z';
export const person = 'M12 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6.8 22a5.2 5.2 0 0 1 10.4 0z';

/** The samples' own mark (not Logto's logo). Takes nothing, gives a decorative SVG for the header of every page. */
export const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false">
    <path className="door" d={door} />
    <path className="person" d={person} />
  </svg>
);
