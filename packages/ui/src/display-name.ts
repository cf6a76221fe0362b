const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What to call the visitor on `/`. Takes the claims; gives the name, else the username, else the subject. */
export const displayName = ({
  name,
  username,
  sub,
}: {
  name?: unknown;
  username?: unknown;
  sub: string;
}): string => [name, username].find(isFilled) ?? sub;
