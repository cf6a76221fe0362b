type Cookie = { value: string; path: string };

/** One answer, its body read. */
export type Answer = { status: number; headers: Headers; body: string; location: string | undefined };

/** As much of a browser as a sign-in needs: cookies by path, forms, redirects one at a time. */
export const createBrowser = (endpoint: string) => {
  const jar = new Map<string, Cookie>();

  const keep = (header: string): void => {
    const [pair = '', ...attributes] = header.split('; ');
    const [name = '', ...value] = pair.split('=');
    const attribute = (key: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    if (expires && new Date(expires).getTime() <= Date.now()) jar.delete(`${path} ${name}`);
    else jar.set(`${path} ${name}`, { value: value.join('='), path });
  };

  const cookies = (pathname: string): string =>
    [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([key, { value }]) => `${key.slice(key.indexOf(' ') + 1)}=${value}`)
      .join('; ');

  const send = async (address: string, init: RequestInit = {}): Promise<Answer> => {
    const url = new URL(address, endpoint);
    const headers = new Headers(init.headers);
    if (url.origin === new URL(endpoint).origin && jar.size > 0) headers.set('cookie', cookies(url.pathname));
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, headers: response.headers, body: await response.text(), location };
  };

  const post = (address: string, form: Record<string, string>): Promise<Answer> =>
    send(address, { method: 'POST', body: new URLSearchParams(form) });

  return {
    jar,
    get: (address: string) => send(address),
    send,
    post,
    /** Follows redirects while they stay on the server; gives every answer on the way. */
    follow: async (address: string): Promise<Answer[]> => {
      const answers = [await send(address)];
      for (;;) {
        const location = answers.at(-1)?.location;
        if (!location || !new URL(location, endpoint).href.startsWith(endpoint)) return answers;
        answers.push(await send(location));
      }
    },
  };
};

export type Browser = ReturnType<typeof createBrowser>;
