/** A moment in UTC, which reads the same on the server and in every browser. Takes milliseconds since 1970; gives nothing if no date has that number. */
export const Instant = ({ milliseconds }: { milliseconds: number }) => {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return null;

  const iso = date.toISOString();
  return <time dateTime={iso}>{`${iso.slice(0, -'.000Z'.length).replace('T', ' ')} UTC`}</time>;
};
