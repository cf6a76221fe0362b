type Page = { url: URL; status: number; html: string; text: string };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const decode = (text: string) => text.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
const textOf = (html: string) => decode(html.replace(/<(script|style)\b.*?<\/\1>|<[^>]*>/gs, ''));

const attribute = (tag: string, name: string) => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag) ?? [];
  return value === undefined ? undefined : decode(value);
};

/** As much of a browser as a sign-in needs: cookies, redirects and forms. All servers share a host, so a jar will do. */
export const createVisitor = () => {
  const cookies = new Map<string, string>();

  const keep = (header: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    const [, expires] = /;\s*expires=([^;]+)/i.exec(header) ?? [];
    if (value === '' || (expires && Date.parse(expires) <= Date.now())) cookies.delete(name);
    else cookies.set(name, value);
  };

  const open = async (address: URL, init: RequestInit = {}): Promise<Page> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);

    const location = response.headers.get('location');
    if (location) return open(new URL(location, address));
    const html = await response.text();
    return { url: address, status: response.status, html, text: textOf(html) };
  };

  return {
    visit: (address: string) => open(new URL(address)),

    /** Presses a button of a page's form, with what was typed into the fields; `origin` is the page that has the form. */
    press: async (
      { url, html }: Page,
      label: string,
      typed: Record<string, string> = {},
      origin = url.origin,
    ): Promise<Page> => {
      const forms: string[] = html.match(/<form\b.*?<\/form>/gs) ?? [];
      const buttonOf = (text: string) => textOf(/<button\b.*?<\/button>/s.exec(text)?.[0] ?? '').trim();
      const form = forms.find((text) => buttonOf(text) === label);
      if (!form) throw new Error(`${url} has no button "${label}"`);

      const inputs: string[] = form.match(/<input\b[^>]*>/g) ?? [];
      const hidden = inputs.map((input): [string, string] => [
        attribute(input, 'name') ?? '',
        attribute(input, 'value') ?? '',
      ]);
      const fields = Object.entries({ ...Object.fromEntries(hidden), ...typed });
      const isMultipart = attribute(form, 'enctype') === 'multipart/form-data';
      const body = isMultipart ? new FormData() : new URLSearchParams();
      for (const [name, value] of fields) body.append(name, value);
      const target = new URL(attribute(form, 'action') || url, url);
      return open(target, { method: 'POST', body, headers: { origin } });
    },
  };
};
