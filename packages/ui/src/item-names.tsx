const isNamed = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

const namesIn = (body: unknown): string[] =>
  typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items)
    ? body.items.filter(isNamed).map(({ name }) => name)
    : [];

/** The names in an API's answer `{ "items": [{ "name": "…" }] }`, as a list; or "none". */
export const ItemNames = ({ body }: { body: unknown }) => {
  const names = namesIn(body);
  if (names.length === 0) return 'none';

  return (
    <ul>
      {names.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and never move.
        <li key={`${place}:${name}`}>{name}</li>
      ))}
    </ul>
  );
};
