import { ApiError } from '../api-error.ts';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Whether a text matches a pattern of SQL's `like`: `%` stands for any characters, `_` for exactly one. A regular expression would
 * try all combinations of several `%`. It is enough to try more characters for the last one.
 */
const isLike = (pattern: string, text: string): boolean => {
  let [at, wildcard, rest] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    if (pattern[at] === '%') {
      [wildcard, rest] = [at, index];
      at += 1;
    } else if (pattern[at] === '_' || pattern[at] === text[index]) {
      at += 1;
      index += 1;
    } else if (wildcard >= 0) {
      rest += 1;
      [at, index] = [wildcard + 1, rest];
    } else {
      return false;
    }
  }
  return /^%*$/.test(pattern.slice(at));
};

const matchers = new Map([
  ['like', (value: string, text: string) => isLike(value.toLowerCase(), text.toLowerCase())],
  ['exact', (value: string, text: string) => value.toLowerCase() === text.toLowerCase()],
]);

/**
 * Reads a search of the Management API: `search`, or `search.FIELD` with `mode.FIELD`. An item matches if one of the
 * conditions does.
 *
 * @param fields The fields of an item that can be searched, in the spelling of the database.
 * @returns Whether an item matches.
 * @throws ApiError with status 400 for an unknown field, or a mode other than `like`, the default, and `exact`.
 */
export const readSearch = (
  query: URLSearchParams,
  fields: string[],
): ((item: Record<string, string | null | undefined>) => boolean) => {
  const conditions = [...query].flatMap(([key, value]) => {
    if (key !== 'search' && !key.startsWith('search.')) return [];
    const name = key.slice('search.'.length);
    const field = snakeCase(name);
    const mode = query.get(name ? `mode.${name}` : 'mode') ?? 'like';
    const matches = matchers.get(mode);
    if (name && !fields.includes(field)) {
      const message = `Input is invalid. Search field \`${name}\` is not valid, expect one of ${fields.join(', ')}.`;
      throw new ApiError(400, 'request.invalid_input', { data: {}, message });
    }
    if (!matches) {
      const message = `Input is invalid. The local Logto searches with the modes ${[...matchers.keys()].join(' and ')} only.`;
      throw new ApiError(400, 'request.invalid_input', { data: {}, message });
    }
    return { fields: name ? [field] : fields, matches: (text: string) => matches(value, text) };
  });
  return (item) =>
    conditions.length === 0 ||
    conditions.some(({ fields: searched, matches }) => searched.some((field) => matches(item[field] ?? '')));
};
