import type { ServerResponse } from 'node:http';

const nameOf = (cookie: string) => cookie.slice(0, cookie.indexOf('='));

/** Keeps the cookies that the app sets: the SDK sets its own with `setHeader`, which would drop all others. */
export const keepCookies = (response: ServerResponse): void => {
  const setHeader = response.setHeader.bind(response);

  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);

    const cookies = [response.getHeader(name) ?? [], value].flat(2).map(String);
    return setHeader(name, [...new Map(cookies.map((cookie) => [nameOf(cookie), cookie])).values()]);
  };
};
