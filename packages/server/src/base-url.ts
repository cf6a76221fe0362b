/** The part of an app's environment that says where it is. */
export type Addresses = {
  /** The main address, then others, or patterns for them such as `https://*.preview.example.com`. */
  baseUrls: readonly [main: string, ...others: string[]];
  /** Whether a proxy in front of the app sets `X-Forwarded-Host` and `X-Forwarded-Proto`, whatever a client sends. */
  trustProxy: boolean;
};

/** The headers of a web standard `Request`, or of Node.js. */
type RequestHeaders = Headers | Record<string, string | string[] | undefined>;

const areWebHeaders = (headers: RequestHeaders): headers is Headers => typeof headers.get === 'function';

// Several values of a header are joined with a comma, which no address has.
const read = (headers: RequestHeaders, name: string): string | undefined =>
  (areWebHeaders(headers) ? headers.get(name) : headers[name])?.toString();

const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;

const matches = (origin: string, address: string): boolean => {
  const [before = '', after] = address.split('*');
  if (after === undefined) return origin === address;
  return (
    origin.startsWith(before) &&
    origin.endsWith(after) &&
    label.test(origin.slice(before.length, origin.length - after.length))
  );
};

/**
 * Finds out which of its addresses an app was requested at. The result is safe to build redirects from: it is one of the
 * app's own addresses, whatever the request says.
 *
 * An app with one address has that one, and does not look at the request, which may have come through a proxy that names
 * another host. Among several, the request's `Host` decides. The app itself speaks http; behind a trusted proxy,
 * `X-Forwarded-Host` and `X-Forwarded-Proto` go first.
 *
 * @returns The base URL, without a trailing slash. Undefined if the request is for none of the app's addresses.
 */
export const findBaseUrl = (
  headers: RequestHeaders,
  { baseUrls, trustProxy }: Addresses,
): string | undefined => {
  const [main, ...others] = baseUrls;
  if (others.length === 0) return main;

  const forwarded = (name: string) => (trustProxy ? read(headers, name) : undefined);
  const scheme = forwarded('x-forwarded-proto') ?? 'http';
  const host = (forwarded('x-forwarded-host') ?? read(headers, 'host') ?? '').toLowerCase();
  // Compared as text, because a URL can be spelled in many ways. Only case and the default port may differ from a listed address.
  const origin = `${scheme}://${host.replace(scheme === 'https' ? /:443$/ : /:80$/, '')}`;
  return baseUrls.some((address) => matches(origin, address)) ? origin : undefined;
};

/**
 * `findBaseUrl` for routes, which do not run if it finds nothing.
 *
 * @throws Error if the request is for none of the app's addresses.
 */
export const requestedBaseUrl = (headers: RequestHeaders, addresses: Addresses): string => {
  const baseUrl = findBaseUrl(headers, addresses);
  if (!baseUrl) throw new Error('The request is for none of the addresses in BASE_URL');
  return baseUrl;
};
