const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

// A fixed locale, like that of the page.
const relative = new Intl.RelativeTimeFormat('en');

/** How far a time is from now, such as "in 59 minutes" or "2 years ago". */
export const fromNow = (milliseconds: number): string => {
  const seconds = Math.round((milliseconds - Date.now()) / 1000);
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / length), unit);
};

/** A time in UTC and from now, from milliseconds since 1970. Renders nothing if the number is out of range for a date. */
export const Instant = ({ milliseconds }: { milliseconds: number }) => {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return null;

  const iso = date.toISOString();
  return (
    <span className="instant">
      <time dateTime={iso}>{`${iso.slice(0, -'.000Z'.length).replace('T', ' ')} UTC`}</time>{' '}
      {/* A browser may render it a second later than the server. */}
      <span suppressHydrationWarning>{fromNow(milliseconds)}</span>
    </span>
  );
};
