import type { IncomingMessage } from 'node:http';
import { english, type Texts } from './english.ts';
import { german } from './german.ts';

export type { Texts } from './english.ts';

const languages = new Map([english, german].map((texts) => [texts.language, texts]));

/** The texts of the first language in a list of tags (RFC 5646) that there is. */
const firstOf = (tags: string[]): Texts | undefined =>
  tags.map((tag) => languages.get(tag.split('-')[0]?.toLowerCase() ?? '')).find(Boolean);

/** The tags of an `Accept-Language` header (RFC 9110, section 12.5.4), the preferred ones first. */
const acceptedTags = (header = ''): string[] =>
  header
    .split(',')
    .map((entry) => {
      const [tag = '', weight] = entry.split(';').map((part) => part.trim());
      return { tag, weight: Number(weight?.replace(/^q=/i, '') ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);

/**
 * Chooses the language of a page.
 *
 * @param uiLocales The parameter `ui_locales` of the request: tags, separated by spaces (OpenID Connect Core 1.0, section 3.1.2.1).
 * @returns The texts in the first of these languages, else in the one that the browser prefers, else in English.
 */
export const chooseTexts = (uiLocales: unknown, { headers }: Pick<IncomingMessage, 'headers'>): Texts =>
  firstOf(typeof uiLocales === 'string' ? uiLocales.split(' ') : []) ??
  firstOf(acceptedTags(headers['accept-language'])) ??
  english;
