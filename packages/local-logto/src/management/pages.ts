import { ApiError } from '../api-error.ts';

/** A page of a list, and the headers that say which one it is. */
export type Listing<Item> = { items: Item[]; headers: Record<string, string> };

const readNumber = (query: URLSearchParams, name: string, fallback: number, maximum: number): number => {
  const number = Number(query.get(name) ?? fallback);
  if (Number.isInteger(number) && number >= 1 && number <= maximum) return number;
  throw new ApiError(400, 'guard.invalid_pagination');
};

/**
 * Returns the page of a list that `page` and `page_size` ask for, with the headers `total-number` and `link`
 * (RFC 8288). Their addresses, as a real Logto's, lack `/api`.
 *
 * @throws ApiError with status 400 if the query is no page.
 */
export const pageOf = <Item>(items: Item[], url: URL): Listing<Item> => {
  const { searchParams: query } = url;
  const page = readNumber(query, 'page', 1, Number.MAX_SAFE_INTEGER);
  const size = readNumber(query, 'page_size', 20, 100);
  const last = Math.ceil(items.length / size) || 1;
  const link = (number: number, relation: string): string => {
    const address = new URL(url.pathname.replace(/^\/api/, ''), url);
    address.search = url.search;
    address.searchParams.set('page', String(number));
    return `<${address.href}>; rel="${relation}"`;
  };
  const links = [
    link(1, 'first'),
    link(last, 'last'),
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next')] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: { 'total-number': String(items.length), link: links.join(', ') },
  };
};
