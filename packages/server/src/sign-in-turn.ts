// As long as Logto needs to redirect a visitor who has a session there, with some to spare.
const lifetime = 3;

const refresh = ({ pathname, search }: URL, seconds: number, title: string) => {
  const address = `${pathname}${search}`;
  return {
    headers: {
      'cache-control': 'private, no-store',
      'content-type': 'text/html; charset=utf-8',
      refresh: `${seconds};url=${address}`,
    },
    // A URL has no quotes and angle brackets: they are percent-encoded.
    html: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>${title}</title><a href="${address.replaceAll('&', '&amp;')}">${title}</a></html>`,
  };
};

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
  const current = request.cookie?.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
  if (mine && (!current || current === `${name}=${mine}`)) return undefined;

  if (current) {
    url.searchParams.delete('turn');
    return refresh(url, 1, 'Sign-in has started in another tab');
  }

  const turn = crypto.randomUUID();
  url.searchParams.set('turn', turn);
  const { headers, html } = refresh(url, 0, 'Continue to sign-in');
  const attributes = `Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Lax${cookieSecure ? '; Secure' : ''}`;
  return { headers: { ...headers, 'set-cookie': `${name}=${turn}; ${attributes}` }, html };
};
