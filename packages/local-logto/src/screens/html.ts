/** Markup that is safe to send. Create it with `html`. */
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

/** Builds markup from a template. Escapes all values except markup. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => ({
  markup: strings.map((string, index) => string + markupOf(values[index])).join(''),
});

/** Turns text into markup without escaping it. For the server's own stylesheets, scripts and forms only. */
export const trusted = (markup: string): Html => ({ markup });
