import { refreshPage } from './refresh-page.ts';

// As long as Logto needs to redirect a visitor who has a session there, with some to spare.
const lifetime = 3;

const turnPattern = /^[\da-z]{8}-[\da-f]{8}$/;

// Begins with the time, so that turns sort by it.
const takeTurn = () => `${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;

const beforeAllTurns = '00000000-00000000';

/**
 * Lets the tabs of a browser start sign-in one after another, for the route that protected pages redirect to. Logto keeps
 * only one pending sign-in per browser and application, so tabs restored together would break each other's sign-in: they
 * take turns, and later tabs wait on a page that reloads itself.
 *
 * The page that it returns leads to the route again without a redirect (`refreshPage`): going back to a protected page, a
 * browser takes a whole chain of redirects from its cache, including Logto's redirect to a sign-in that is over.
 *
 * Each tab takes a turn, which lives in a cookie of its own, so that no tab overwrites another's. The earliest turn goes
 * first. It ends after three seconds; the turns of tabs that wait are renewed each second.
 *
 * @param request The route's address and the `Cookie` header.
 * @param environment `appId` keeps apps on the same host apart.
 * @returns The headers and the HTML to answer with, with status 200; or undefined if it is this tab's turn. A browser
 *   that accepts no cookies always gets its turn.
 */
export const waitingPage = (
  request: { url: string; cookie: string | null | undefined },
  { appId, cookieSecure }: { appId: string; cookieSecure: boolean },
) => {
  const prefix = `logto_turn_${appId}_`;
  const cookies = request.cookie?.split('; ').filter((cookie) => cookie.startsWith(prefix)) ?? [];
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const mine = turnPattern.exec(searchParams.get('turn') ?? '')?.[0];
  if (mine && cookies.every((cookie) => cookie >= `${prefix}${mine}`)) return undefined;

  const turn = mine ?? takeTurn();
  const addressWith = (value: string) => {
    searchParams.set('turn', value);
    return `${pathname}?${searchParams}`;
  };
  const { headers, html } = refreshPage({
    title: mine ? 'Sign-in has started in another tab' : 'Redirecting to sign-in',
    url: addressWith(turn),
    seconds: mine ? 1 : 0,
    link: addressWith(mine ? beforeAllTurns : turn),
  });
  const cookie = `${prefix}${turn}=; Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Lax${cookieSecure ? '; Secure' : ''}`;
  return { headers: { ...headers, 'set-cookie': cookie }, html };
};
