const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Returns what to call a user: the claim `name`, else `username`, else `sub`. */
export const displayName = ({
  name,
  username,
  sub,
}: {
  name?: unknown;
  username?: unknown;
  sub: string;
}): string => [name, username].find(isFilled) ?? sub;
