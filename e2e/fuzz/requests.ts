import fc from 'fast-check';
import type { FuzzRequest } from './request.ts';

/** One of these, which are separated by spaces and line breaks. */
const word = (text: string) => fc.constantFrom(...text.trim().split(/\s+/));

/** One of these, which can contain spaces. */
const line = (text: string) => fc.constantFrom(...text.trim().split(/ *\n */));

const long = (most: number) => fc.integer({ min: 1, max: most }).map((length) => 'x'.repeat(length));

const noise = fc.oneof(
  fc.constant(''),
  word(`0 -1 1e999 null true [] {} {"a": [object __proto__ constructor % %00 %0d%0a %E0%A4%A %ff \xff a;b a,b $&
    ../.. ..%2f.. // //evil.example https://evil.example/ http://[ javascript:alert(1) <script>alert(1)</script>`),
  line(`[object Object]
    ' or 1=1
    a b`),
  fc.string({ maxLength: 30 }),
  fc.json({ maxDepth: 2 }).map(encodeURIComponent),
  long(9000),
);

const fieldName = word(`
  code state iss error error_description returnTo retry turn kind from at renew id call indicator method name email
  client_id redirect_uri response_type scope prompt resource organization_id max_age grant_type refresh_token token
  id_token_hint post_logout_redirect_uri request claims identifier password newPassword first_screen
  $ACTION_ID_<ACTION> $ACTION_REF_1 $ACTION_1:0 _rsc nxtPpath __nextLocale amp __proto__`);
const fields = fc
  .array(fc.tuple(fieldName, noise), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));

const treeOf = (segment: string) =>
  JSON.stringify(['', { children: [segment, { children: ['__PAGE__', {}] }] }, null, null, true]);

// What the router of Next.js sends with a navigation, and what can be wrong with it.
const routerState = fc.oneof(
  word('claims (group) __PAGE__').map((segment) => encodeURIComponent(treeOf(segment))),
  fc.json({ maxDepth: 3 }).map(encodeURIComponent),
  fc.json({ maxDepth: 3 }),
  fc
    .integer({ min: 1, max: 500 })
    .map((depth) => encodeURIComponent(`${'["",{"children":'.repeat(depth)}{}${'}]'.repeat(depth)}`)),
  noise,
);

const address = fc.oneof(
  word('/ /claims //evil.example/ http://evil.example/ file:///etc/passwd localhost null'),
  noise,
);

const cookie = fc.oneof(
  line(`<SESSION>; <SESSION>
    <SESSION>x
    <SESSION>%
    =
    ;;;
    a
    a=%
    a="b
    a=b; a=c`),
  fc
    .tuple(
      word('logto_local-next-pages logto_local-next-app logto-express _session _interaction'),
      fc.oneof(noise, word('s%3Ax.y s:x.y j:{ {"a":1} a.b.c.d.e eyJhbGciOiJub25lIn0.e30.')),
    )
    .map(([name, value]) => `${name}=${value}`),
);

const header = fc.oneof(
  // With a session, a request gets further.
  { weight: 4, arbitrary: fc.tuple(word('cookie'), word('<SESSION>')) },
  fc.tuple(word('cookie'), cookie),
  fc.tuple(word('origin'), fc.oneof(word('null file:// http://localhost http://evil.example x'), noise)),
  fc.tuple(word('next-router-state-tree'), routerState),
  fc.tuple(word('next-action'), fc.oneof(word('<ACTION> x'), noise)),
  fc.tuple(
    word(`rsc next-router-prefetch next-router-segment-prefetch next-hmr-refresh next-resume next-url x-nextjs-data
      x-nextjs-postponed x-action-forwarded x-prerender-revalidate x-now-route-matches x-middleware-prefetch
      x-middleware-subrequest x-middleware-rewrite x-middleware-next x-middleware-set-cookie x-matched-path
      x-middleware-override-headers x-invoke-path x-invoke-status x-invoke-error x-invoke-query x-invoke-output`),
    fc.oneof(word('1 0 true proxy:proxy:proxy:proxy:proxy /_tree 500'), address),
  ),
  fc.tuple(
    word('host x-forwarded-host x-forwarded-proto x-forwarded-for x-forwarded-port forwarded'),
    fc.oneof(word('[ https https,http ::1 for=_x;host=evil.example'), address),
  ),
  fc.tuple(
    word('referer accept accept-language user-agent purpose x-http-method-override te'),
    fc.oneof(word('text/x-component application/json */*;q=2 DELETE'), noise),
  ),
  fc.tuple(
    word('range if-range if-none-match if-modified-since cache-control'),
    fc.oneof(word('bytes=0- bytes=5-1 bytes=0-0,1-1 * W/"x" no-cache'), noise),
  ),
  fc.tuple(
    word('authorization proxy-authorization'),
    fc.oneof(
      line(`Bearer <TOKEN>
        Bearer <TOKEN>x
        Bearer
        Bearer a b
        Basic %
        DPoP x`),
      noise.map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
      noise.map((text) => `Bearer ${text}`),
    ),
  ),
);

const part = fc
  .tuple(
    word('name="id" name="$ACTION_ID_<ACTION>" name="$ACTION_REF_1" name="$ACTION_1:0" name="0" name='),
    fc.constantFrom('', '; filename="a.txt"', '; filename="', "; filename*=UTF-8''%ff"),
    fc.constantFrom(
      '',
      'Content-Type: text/plain\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      ':\r\n',
      'x\r\n',
    ),
    fc.oneof(word('[] ["$K1"] {"id":"<ACTION>","bound":null} --x'), noise),
    fc.constantFrom('\r\n', '\n', ''),
  )
  .map(
    ([name, file, type, value, newline]) =>
      `--x\r\nContent-Disposition: form-data; ${name}${file}\r\n${type}\r\n${value}${newline}`,
  );

const multipart = fc
  .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('--x--\r\n', '--x--', '--x', '--y--\r\n', ''))
  .map(([parts, end]) => parts.join('') + end);

const json = fc.oneof(
  fc.json({ maxDepth: 3 }),
  word(`{ [ null " {"id":"x","call":"members"} {"indicator":null} {"__proto__":{}}`),
  // How React writes arguments of a server action.
  word('["$K1"] ["$undefined"] ["$F1"] [{"a":"$@1"}] ["$B1"] [["$Q1"]]'),
  fc.integer({ min: 1, max: 5000 }).map((depth) => '['.repeat(depth)),
);

const payload = (weight: number, type: fc.Arbitrary<string | undefined>, body: fc.Arbitrary<string>) => ({
  weight,
  arbitrary: fc.record({ type, body }),
});

const payloads = fc.oneof(
  { withCrossShrink: true },
  payload(4, fc.constant(undefined), fc.constant('')),
  payload(3, word('application/x-www-form-urlencoded'), fields),
  payload(3, word('application/json'), json),
  payload(
    4,
    line(`multipart/form-data; boundary=x
      multipart/form-data
      multipart/form-data; boundary=
      multipart/form-data; boundary="x
      multipart/x`),
    multipart,
  ),
  payload(
    2,
    fc.oneof(word('text/plain;charset=UTF-8 application/json;charset=nonsense text/x-component / ;'), noise),
    fc.oneof(json, multipart, fields),
  ),
  payload(1, word('application/json'), long(3_000_000)),
);

const methods = fc.oneof(
  { weight: 8, arbitrary: word('GET POST') },
  { weight: 3, arbitrary: word('HEAD PUT PATCH DELETE OPTIONS TRACE PROPFIND CONNECT QUERY') },
);

const nowhere = fc.oneof(
  word(`/nowhere // //evil.example/ /% /%00 /%ff /%2e%2e/%2e%2e /.. /\\ /? /; * http://evil.example/ http:// x /a/b/c/d
    /.env /favicon.ico`),
  long(5000).map((text) => `/${text}`),
);

// Other bytes cannot be in a header, and Node.js refuses to send them.
const canBeSent = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Requests to a server. fast-check leaves out headers, body and query to find the smallest one that fails.
 *
 * @param paths The paths that the server has. One request of nine asks for another.
 */
export const requestsTo = (paths: string[]): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      method: methods,
      path: fc.oneof(
        { withCrossShrink: true },
        { weight: 8, arbitrary: fc.constantFrom(...paths) },
        { weight: 1, arbitrary: nowhere },
      ),
      query: fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 2, arbitrary: fields },
        { weight: 1, arbitrary: word('% &&== a[b]=c ? %E0%A4%A a=b#c') },
      ),
      headers: fc.array(header, { maxLength: 6 }),
      payload: payloads,
      isChunked: fc.boolean(),
      isCut: fc.nat({ max: 9 }).map((number) => number === 9),
    })
    .map(({ method, path, query, headers, payload: { type, body }, isChunked, isCut }) => {
      const all = [...headers];
      if (type !== undefined) all.push(['content-type', type]);
      if (isChunked && body) all.push(['transfer-encoding', 'chunked']);
      return {
        method,
        path: query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path,
        headers: all.filter(([, value]) => canBeSent.test(value)),
        body,
        isCut: isCut && body !== '',
      };
    });
