/** A time in UTC, from milliseconds since 1970. Renders nothing if the number is out of range for a date. */
export const Instant = ({ milliseconds }: { milliseconds: number }) => {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return null;

  const iso = date.toISOString();
  return <time dateTime={iso}>{`${iso.slice(0, -'.000Z'.length).replace('T', ' ')} UTC`}</time>;
};
