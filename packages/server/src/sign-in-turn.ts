// As long as Logto needs to redirect a visitor who has a session there, with some to spare.
const lifetime = 3;

const addressOf = ({ pathname, search }: URL) => `${pathname}${search}`;

const refresh = (address: string, seconds: number, title: string, link = address) => ({
  headers: {
    'cache-control': 'private, no-store',
    'content-type': 'text/html; charset=utf-8',
    refresh: `${seconds};url=${address}`,
  },
  // A URL has no quotes and angle brackets: they are percent-encoded.
  html: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>${title}</title><p>${title}. <a href="${link.replaceAll('&', '&amp;')}">Continue</a></p></html>`,
});

/**
 * Lets the tabs of a browser start sign-in one after another, for the route that protected pages redirect to. Logto knows
 * one sign-in per browser and application, so tabs that a browser restores together would fail each other's.
 *
 * The page that it returns leads to the route again by the `Refresh` header of the HTML Standard. Unlike a redirect, this
 * begins a new navigation: going back to a protected page, a browser takes a whole chain of redirects from its cache,
 * including Logto's redirect to a sign-in that is over.
 *
 * @param request The route's address and the `Cookie` header.
 * @param environment `appId` keeps apps on the same host apart.
 * @returns The headers and the HTML to answer with, with status 200; or undefined if it is this tab's turn. A browser
 *   that accepts no cookies always gets its turn.
 */
export const awaitTurn = (
  request: { url: string; cookie: string | null | undefined },
  { appId, cookieSecure }: { appId: string; cookieSecure: boolean },
) => {
  const name = `logto_turn_${appId}`;
  const url = new URL(request.url, 'http://localhost');
  const mine = url.searchParams.get('turn');
  const [, theirs] = request.cookie?.match(`(?:^|; )${name}=([^;]*)`) ?? [];
  if (mine && (!theirs || theirs === mine)) return undefined;

  const turn = theirs ?? crypto.randomUUID();
  url.searchParams.delete('turn');
  const again = addressOf(url);
  url.searchParams.set('turn', turn);
  const start = addressOf(url);
  if (theirs) return refresh(again, 1, 'Sign-in has started in another tab', start);

  const { headers, html } = refresh(start, 0, 'Redirecting to sign-in');
  const attributes = `Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Lax${cookieSecure ? '; Secure' : ''}`;
  return { headers: { ...headers, 'set-cookie': `${name}=${turn}; ${attributes}` }, html };
};
