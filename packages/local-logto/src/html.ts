/** Markup that is safe to send: made by `html` only. */
export type Html = { readonly markup: string };

type Value = Html | Html[] | string | number | undefined | false;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const markupOf = (value: Value): string => {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(({ markup }) => markup).join('');
  if (typeof value === 'object') return value.markup;
  return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
};

/** Builds markup from a template; whatever is put in is escaped, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => ({
  markup: strings.map((string, index) => string + markupOf(values[index])).join(''),
});

/** Takes a text as markup as it stands. For the server's own stylesheets, scripts and forms only. */
export const trusted = (markup: string): Html => ({ markup });
