/** The values of a recording's placeholders, by name. Answers add to them. */
export type Values = Map<string, string>;

const placeholder = /<([\w%+-]+)>/g;

const patterns: Array<[RegExp, string]> = [
  [/^(opaque43-\d+|access|refresh|code|uid)$/, '[\\w-]{43}'],
  [/^(record|id)-\d+$/, '[a-z0-9]{21}'],
  [/^(jwt-.+|id)$/, '[\\w-]+\\.[\\w-]+\\.[\\w-]+'],
  [/^coordinate-\d$/, '[\\w-]{64}'],
  [/^sub$/, '[a-z0-9]{12}'],
  [/^nonce/, '[a-z0-9]{21}'],
  [/^social-state$/, '[\\w-]{11}'],
  [/^etag$/, '"[0-9a-f]+-.{27}"'],
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Replaces the placeholders whose values are known. */
export const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);

/** Compares a text with a recorded one. Remembers the values of placeholders that were unknown. */
export const matchText = (expected: string, actual: string, values: Values): boolean => {
  const names: string[] = [];
  const parts = expected.split(placeholder).map((part, index) => {
    if (index % 2 === 0) return escaped(part);
    const value = values.get(part);
    if (value !== undefined) return escaped(value);
    const pattern = patterns.find(([name]) => name.test(part))?.[1];
    if (!pattern) return escaped(`<${part}>`);
    names.push(part);
    return `(${pattern})`;
  });
  const found = new RegExp(`^${parts.join('')}$`).exec(actual);
  if (!found) return false;
  // Each answer has its own ETag.
  for (const [index, name] of names.entries()) if (name !== 'etag') values.set(name, found[index + 1] ?? '');
  return true;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const matchTime = (expected: string, actual: unknown, issuedAt: unknown): boolean | undefined => {
  if (expected === '<milliseconds>') return Math.abs(Number(actual) - Date.now()) < 60_000;
  if (expected === '<now+600>') return Math.abs(Date.parse(String(actual)) - Date.now() - 600_000) < 60_000;
  if (expected === '<seconds-left>') return Number(actual) > 0 && Number(actual) <= 3600;
  if (expected === '<seconds>') return Math.abs(Number(actual) - Date.now() / 1000) < 60;
  const [, lifetime] = /^<iat\+(\d+)>$/.exec(expected) ?? [];
  if (!lifetime) return undefined;
  // oidc-provider reads the clock once for each of the two.
  const difference = Number(lifetime) - (Number(actual) - Number(issuedAt));
  return difference === 0 || difference === 1;
};

/**
 * Compares parsed JSON with recorded JSON. The order of keys does not matter; placeholders match any value of their form.
 *
 * @returns The paths at which they differ.
 */
export const differingPaths = (expected: unknown, actual: unknown, values: Values, path = ''): string[] => {
  if (typeof expected === 'string') {
    const matches = typeof actual === 'string' && matchText(expected, actual, values);
    return matches ? [] : [path];
  }
  if (!isObject(expected) || !isObject(actual)) return Object.is(expected, actual) ? [] : [path];
  if (Array.isArray(expected) !== Array.isArray(actual)) return [path];
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    const value = expected[key];
    const time = typeof value === 'string' ? matchTime(value, actual[key], actual.iat) : undefined;
    if (time !== undefined) return time ? [] : [`${path}.${key}`];
    if (!(key in expected) || !(key in actual)) return [`${path}.${key}`];
    return differingPaths(value, actual[key], values, `${path}.${key}`);
  });
};

const lifetimes: Array<[number, string]> = [
  [3600, '1h'],
  [14 * 24 * 3600, '14d'],
];

/** Describes a Set-Cookie header as the recordings do: name, length of the value, attributes. */
export const describeCookie = (header: string): string => {
  const [pair = '', ...attributes] = header.split('; ');
  const name = pair.slice(0, pair.indexOf('='));
  const described = attributes.map((attribute) => {
    const [, date] = /^expires=(.*)$/.exec(attribute) ?? [];
    if (!date) return attribute;
    const left = (Date.parse(date) - Date.now()) / 1000;
    if (left < 0) return 'expires=past';
    return `expires=${lifetimes.find(([seconds]) => Math.abs(left - seconds) < 30)?.[1] ?? date}`;
  });
  return [name, pair.length - name.length - 1, ...described].join(' ');
};
