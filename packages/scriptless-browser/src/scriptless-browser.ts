import { load } from 'cheerio/slim';
import fetchCookie from 'fetch-cookie';
import { CookieJar } from 'tough-cookie';

/** An answer with its body read. `url` is where it came from, after the redirects that were followed. */
export type Page = {
  url: string;
  status: number;
  headers: Headers;
  body: string;
  /** The target of a redirect, or of an immediate refresh, that was not followed. */
  location: string | undefined;
};

// A browser follows this many redirects.
const maximumRefreshes = 20;

const refreshTarget = (headers: Headers) => /^0; ?url=(.+)$/i.exec(headers.get('refresh') ?? '')?.[1];

type RequestOptions = {
  method?: string;
  headers?: Record<string, string>;
  body?: URLSearchParams | FormData | string;
};

/** The form of an enabled button, looked up by the button's text. */
const formOf = ({ body }: Page, button: string) => {
  const $ = load(body);
  return $('button:not([disabled])')
    .filter((_index, element) => $(element).text().trim() === button)
    .first()
    .closest('form');
};

/** Tells whether a page has a form with this button, and the button is enabled. */
export const hasButton = (page: Page, button: string): boolean => formOf(page, button).length > 0;

/**
 * Opens a browser without JavaScript: it keeps cookies, follows redirects and immediate refreshes, and submits forms.
 *
 * @param baseUrl Relative addresses are resolved against it.
 * @param redirect `manual` returns each redirect as a page.
 * @param patience The milliseconds to wait for an answer.
 * @param beforeRequest Sees each request before it is sent. What it throws is thrown in place of an answer. With `follow`, it
 *   does not see where redirects lead.
 */
export const openBrowser = (
  baseUrl: string,
  redirect: 'follow' | 'manual' = 'follow',
  patience = 60_000,
  beforeRequest?: (url: URL, method: string) => void,
) => {
  const jar = new CookieJar();
  const fetchWithCookies = fetchCookie(fetch, jar);

  const ask = async (address: string, options: RequestOptions): Promise<Page> => {
    const signal = AbortSignal.timeout(patience);
    const url = new URL(address, baseUrl);
    beforeRequest?.(url, options.method ?? 'GET');
    const response = await fetchWithCookies(url.href, { ...options, redirect, signal });
    return {
      url: response.url,
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      location: response.headers.get('location') ?? refreshTarget(response.headers),
    };
  };

  /** Sends any request. Throws if there is no answer in time, and if pages refresh without end. */
  const send = async (address: string, options: RequestOptions = {}): Promise<Page> => {
    let page = await ask(address, options);
    if (redirect === 'manual') return page;

    for (let refreshes = 0; refreshes < maximumRefreshes; refreshes += 1) {
      const target = refreshTarget(page.headers);
      if (!target) return page;
      page = await ask(new URL(target, page.url).href, {});
    }
    throw new Error(`${page.url} refreshes without end`);
  };

  return {
    jar,
    send,
    open: (address: string): Promise<Page> => send(address),

    /** Posts a form that no page has to show. */
    post: (address: string, fields: Record<string, string>): Promise<Page> =>
      send(address, { method: 'POST', body: new URLSearchParams(fields) }),

    /**
     * Follows the first link with this text.
     *
     * @throws If the page has no such link.
     */
    follow: async (page: Page, link: string): Promise<Page> => {
      const $ = load(page.body);
      const found = $('a[href]').filter((_index, element) => $(element).text().trim() === link);
      const target = found.attr('href');
      if (target === undefined) throw new Error(`${page.url} (${page.status}) has no link "${link}"`);
      return send(new URL(target, page.url).href);
    },

    /**
     * Fills in the form that has this button, and submits it by POST.
     *
     * @throws If the page has no such form.
     */
    press: async (page: Page, button: string, fields: Record<string, string> = {}): Promise<Page> => {
      const form = formOf(page, button);
      if (form.length === 0) throw new Error(`${page.url} (${page.status}) has no button "${button}"`);

      const body = form.attr('enctype') === 'multipart/form-data' ? new FormData() : new URLSearchParams();
      const filled = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
      for (const [name, value] of Object.entries({ ...filled, ...fields })) body.append(name, value);
      const target = new URL(form.attr('action') || page.url, page.url).href;
      return send(target, { method: 'POST', headers: { origin: new URL(page.url).origin }, body });
    },
  };
};

export type Browser = ReturnType<typeof openBrowser>;
