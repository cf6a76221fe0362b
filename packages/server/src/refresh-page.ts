/**
 * A page that leads on by the `Refresh` header of the HTML Standard. Unlike a redirect, this begins a new navigation: the
 * Content Security Policy's `form-action` does not apply to where a posted form leads, and a browser that goes back does not
 * repeat it from its cache.
 *
 * @param options.url An absolute URL as `URL` serializes it, or a path and query whose values are percent-encoded.
 * @param options.seconds How long to wait.
 * @param options.link Where the page's link leads: `url` by default.
 * @returns The headers and the HTML to answer with, with status 200.
 */
export const refreshPage = ({
  title,
  url,
  seconds = 0,
  link = url,
}: {
  title: string;
  url: string;
  seconds?: number;
  link?: string;
}) => ({
  headers: {
    'cache-control': 'private, no-store',
    'content-type': 'text/html; charset=utf-8',
    refresh: `${seconds};url=${url}`,
  },
  // A URL has no quotes or angle brackets: they are percent-encoded.
  html: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>${title}</title><p>${title}. <a href="${link.replaceAll('&', '&amp;')}">Continue</a></p></html>`,
});
