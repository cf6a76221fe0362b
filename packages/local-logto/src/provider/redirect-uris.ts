const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const matches = (pattern: string, text: string, wildcard: string): boolean =>
  new RegExp(`^${escaped(pattern).replaceAll('*', wildcard)}$`).test(text);

const matchesWildcard = (registered: string, uri: string): boolean => {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const pattern = new URL(registered);
  const url = new URL(uri);
  const isTooBroad = pattern.hostname.split('.').slice(-2).join().includes('*');
  return (
    !isTooBroad &&
    (['protocol', 'username', 'password', 'port', 'search'] as const).every(
      (part) => url[part] === pattern[part],
    ) &&
    matches(pattern.hostname, url.hostname, '[^.*]+') &&
    matches(pattern.pathname, url.pathname, '.*')
  );
};

/**
 * Whether a redirect URI is a registered one, or matches one with wildcards as in a real Logto. In a host, `*` stands for
 * at least one character of one label, and the last two labels must be literal; in a path it stands for any characters.
 */
export const isRegistered = (registered: readonly string[], uri: string): boolean =>
  registered.some((allowed) => (allowed.includes('*') ? matchesWildcard(allowed, uri) : allowed === uri));
