/** What a language tag consists of (RFC 5646, section 2.1). */
const tagPattern = /^[a-z]{1,8}(-[a-z\d]{1,8}){0,4}$/i;

/** The language that an `Accept-Language` header prefers (RFC 9110, section 12.5.4). */
const preferredLanguage = (accepted: string): string | undefined =>
  accepted
    .split(',')
    .map((entry) => {
      const [tag = '', weight = '1'] = entry.split(';').map((part) => part.trim().replace(/^q=/i, ''));
      return { tag, weight: Number(weight) };
    })
    .filter(({ tag, weight }) => tagPattern.test(tag) && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)[0]?.tag;

/**
 * The parameter that makes Logto speak the visitor's language, for `extraParams` of the SDK's sign-in (`ui_locales` of OpenID
 * Connect Core 1.0, section 3.1.2.1).
 *
 * @param accepted The `Accept-Language` header, or the language that the visitor has chosen.
 * @returns No parameter if the header names no language.
 */
export const uiLocales = (accepted: string | null | undefined): Record<string, string> => {
  const language = preferredLanguage(accepted ?? '');
  return language ? { ui_locales: language } : {};
};
