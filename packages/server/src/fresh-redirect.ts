const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * Redirects a browser by the `Refresh` header of the HTML Standard instead of a status 3xx. Going back to a page
 * that redirects, a browser may take the redirects of all servers from its cache, including one that leads to a sign-in
 * that is over. A refresh begins a new navigation, for which it asks them again.
 *
 * @param url Absolute, or a path on the app's own origin.
 * @returns The headers and the HTML of a response with status 200.
 */
export const freshRedirect = (url: string) => ({
  headers: {
    'cache-control': 'private, no-store',
    'content-type': 'text/html; charset=utf-8',
    refresh: `0;url=${url}`,
  },
  html: `<!doctype html><html lang="en"><title>Redirecting</title><a href="${escapeHtml(url)}">Continue</a></html>`,
});
