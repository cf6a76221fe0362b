import fc from 'fast-check';

/**
 * A request that no browser sends. `<SESSION>`, `<TOKEN>`, `<ACTION>` and `<BUILD>` stand for what only a running server
 * knows: `expand` puts them in.
 */
export type FuzzRequest = {
  method: string;
  path: string;
  headers: [name: string, value: string][];
  body: string;
  /** Whether the client leaves before it has sent the whole body. */
  isCut: boolean;
};

/** Placeholders, each with what it stands for. */
export type Secrets = {
  /** The cookies of a signed-in visitor. */
  SESSION: string;
  /** An access token for an API resource. */
  TOKEN: string;
  /** The id of a server action. */
  ACTION: string;
  /** The id of the build of a Next.js app. */
  BUILD: string;
};

export const placeholder = /<(SESSION|TOKEN|ACTION|BUILD)>/;

const isSecret = (name: string | undefined): name is keyof Secrets =>
  name === 'SESSION' || name === 'TOKEN' || name === 'ACTION' || name === 'BUILD';

/** Replaces the placeholders of a text. */
export const expand = (text: string, secrets: Secrets): string =>
  text
    .split(placeholder)
    .map((part, index) => (index % 2 === 1 && isSecret(part) ? secrets[part] : part))
    .join('');

const long = (most: number) => fc.integer({ min: 1, max: most }).map((length) => 'x'.repeat(length));

const noise = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '0',
      '-1',
      '1e999',
      'null',
      'true',
      '[]',
      '{}',
      '{"a":',
      '[object Object]',
      '__proto__',
      'constructor',
    ],
    ...[
      '%',
      '%00',
      '%0d%0a',
      '%E0%A4%A',
      '%ff',
      '\xff',
      '../..',
      '..%2f..',
      '//evil.example',
      'javascript:alert(1)',
    ],
    ...[
      'http://[',
      'https://evil.example/',
      '<script>alert(1)</script>',
      "' or 1=1",
      '$&',
      'a;b',
      'a,b',
      'a b',
    ],
  ),
  fc.string({ maxLength: 30 }),
  fc.json({ maxDepth: 2 }).map(encodeURIComponent),
  long(9000),
);

const parameters = (names: string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), noise), { maxLength: 4 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));

const fields = parameters([
  ...[
    'code',
    'state',
    'iss',
    'error',
    'error_description',
    'returnTo',
    'retry',
    'turn',
    'kind',
    'from',
    'at',
    'renew',
  ],
  ...[
    'id',
    'call',
    'indicator',
    'method',
    'name',
    'email',
    '__proto__',
    '_rsc',
    'nxtPpath',
    '__nextLocale',
    'amp',
  ],
  ...[
    'client_id',
    'redirect_uri',
    'response_type',
    'scope',
    'prompt',
    'resource',
    'organization_id',
    'max_age',
  ],
  ...[
    'grant_type',
    'refresh_token',
    'token',
    'id_token_hint',
    'post_logout_redirect_uri',
    'request',
    'claims',
  ],
  ...[
    'identifier',
    'password',
    'newPassword',
    'first_screen',
    '$ACTION_ID_<ACTION>',
    '$ACTION_REF_1',
    '$ACTION_1:0',
  ],
]);

// What the router of Next.js sends with a navigation, and what can be wrong with it.
const routerState = fc.oneof(
  fc
    .constantFrom('claims', '', '(group)', '__PAGE__')
    .map((segment) =>
      encodeURIComponent(
        JSON.stringify(['', { children: [segment, { children: ['__PAGE__', {}] }] }, null, null, true]),
      ),
    ),
  fc.json({ maxDepth: 3 }).map(encodeURIComponent),
  fc.json({ maxDepth: 3 }),
  fc
    .integer({ min: 1, max: 500 })
    .map((depth) => encodeURIComponent(`${'["",{"children":'.repeat(depth)}{}${'}]'.repeat(depth)}`)),
  noise,
);

const flag = fc.constantFrom('1', '0', '', 'true');
const address = fc.oneof(
  fc.constantFrom(
    '/',
    '/claims',
    '//evil.example/',
    'http://evil.example/',
    'file:///etc/passwd',
    'null',
    'localhost',
  ),
  noise,
);

const cookie = fc.oneof(
  fc.constantFrom(
    '<SESSION>',
    '<SESSION>; <SESSION>',
    '<SESSION>x',
    '<SESSION>%',
    '=',
    ';;;',
    'a',
    'a=%',
    'a="b',
    'a=b; a=c',
  ),
  fc
    .tuple(
      fc.constantFrom(
        'logto_local-next-pages',
        'logto_local-next-app',
        'logto-express',
        '_session',
        '_interaction',
      ),
      fc.oneof(
        noise,
        fc.constantFrom('s%3Ax.y', 's:x.y', 'j:{', '{"a":1}', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0.e30.'),
      ),
    )
    .map(([name, value]) => `${name}=${value}`),
);

const named = (name: string, value: fc.Arbitrary<string>) =>
  value.map((text): [string, string] => [name, text]);

const header = fc.oneof(
  // Most go further with a session.
  { weight: 4, arbitrary: fc.constant<[string, string]>(['cookie', '<SESSION>']) },
  named('cookie', cookie),
  named(
    'origin',
    fc.oneof(fc.constantFrom('null', 'file://', 'http://localhost', 'http://evil.example', 'x'), noise),
  ),
  named('rsc', flag),
  named('next-router-state-tree', routerState),
  named('next-action', fc.oneof(fc.constantFrom('<ACTION>', 'x', `${'0'.repeat(42)}`), noise)),
  fc.tuple(
    fc.constantFrom(
      ...[
        'next-router-prefetch',
        'next-router-segment-prefetch',
        'next-hmr-refresh',
        'next-resume',
        'next-url',
      ],
      ...[
        'x-nextjs-data',
        'x-nextjs-postponed',
        'x-action-forwarded',
        'x-prerender-revalidate',
        'x-now-route-matches',
      ],
      ...['x-middleware-prefetch', 'x-middleware-subrequest', 'x-middleware-rewrite', 'x-middleware-next'],
      ...['x-middleware-set-cookie', 'x-middleware-override-headers', 'x-matched-path', 'x-invoke-path'],
      ...[
        'x-invoke-status',
        'x-invoke-error',
        'x-invoke-query',
        'x-invoke-output',
        'x-next-revalidated-tags',
      ],
    ),
    fc.oneof(flag, address, fc.constantFrom('proxy:proxy:proxy:proxy:proxy', '/_tree', '500')),
  ),
  fc.tuple(
    fc.constantFrom(
      'host',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-for',
      'x-forwarded-port',
      'forwarded',
    ),
    fc.oneof(address, fc.constantFrom('[', 'a b', 'https', 'http, https', '::1', 'for=_x;host=evil.example')),
  ),
  fc.tuple(
    fc.constantFrom(
      'referer',
      'accept',
      'accept-language',
      'user-agent',
      'purpose',
      'x-http-method-override',
      'te',
    ),
    fc.oneof(noise, fc.constantFrom('text/x-component', 'application/json', '*/*;q=2', 'DELETE')),
  ),
  fc.tuple(
    fc.constantFrom('range', 'if-range', 'if-none-match', 'if-modified-since', 'cache-control'),
    fc.oneof(noise, fc.constantFrom('bytes=0-', 'bytes=5-1', 'bytes=0-0,1-1', '*', 'W/"x"', 'no-cache')),
  ),
  fc.tuple(
    fc.constantFrom('authorization', 'proxy-authorization'),
    fc.oneof(
      fc.constantFrom(
        'Bearer <TOKEN>',
        'Bearer <TOKEN>x',
        'bearer',
        'Bearer',
        'Bearer a b',
        'Basic %',
        'Basic !',
        'DPoP x',
      ),
      noise.map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
      noise.map((text) => `Bearer ${text}`),
    ),
  ),
);

const part = fc.tuple(
  fc.constantFrom(
    'name="id"',
    'name="$ACTION_ID_<ACTION>"',
    'name="$ACTION_REF_1"',
    'name="$ACTION_1:0"',
    'name=',
    '',
  ),
  fc.constantFrom('', '; filename="a.txt"', '; filename="', "; filename*=UTF-8''%ff"),
  fc.constantFrom(
    '',
    '\r\nContent-Type: text/plain',
    '\r\nContent-Transfer-Encoding: base64',
    '\r\n:',
    '\r\nx',
  ),
  fc.oneof(fc.constantFrom('', '[]', '["$K1"]', '{"id":"<ACTION>","bound":null}', '--x', '\r\n'), noise),
);

const multipart = fc
  .tuple(
    fc.array(part, { maxLength: 3 }),
    fc.constantFrom('--x--\r\n', '', '--x', '--x--', '--y--\r\n'),
    fc.constantFrom('\r\n', '\n', ''),
  )
  .map(
    ([parts, end, newline]) =>
      parts
        .map(
          ([name, file, type, value]) =>
            `--x\r\nContent-Disposition: form-data; ${name}${file}${type}\r\n\r\n${value}${newline}`,
        )
        .join('') + end,
  );

const json = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '"',
    '{"id":"x","call":"members"}',
    '{"indicator":null}',
    '{"__proto__":{}}',
  ),
  fc.constantFrom('["$K1"]', '["$undefined"]', '["$F1"]', '[{"a":"$@1"}]', '["$B1"]', '[["$Q1"]]'),
  fc.integer({ min: 1, max: 5000 }).map((depth) => '['.repeat(depth)),
);

const payload = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: fc.record({ type: fc.constant(undefined), body: fc.constant('') }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('application/x-www-form-urlencoded'), body: fields }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('application/json'), body: json }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(
        ...[
          'multipart/form-data; boundary=x',
          'multipart/form-data',
          'multipart/form-data; boundary=',
          'multipart/x',
        ],
        'multipart/form-data; boundary="x',
      ),
      body: multipart,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.oneof(
        fc.constantFrom(
          'text/plain;charset=UTF-8',
          'application/json; charset=nonsense',
          'text/x-component',
          '/',
          ';',
        ),
        noise,
      ),
      body: fc.oneof(json, multipart, fields),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('application/json'), body: long(3_000_000) }) },
);

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'POST') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'HEAD',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'CONNECT',
      'QUERY',
    ),
  },
);

const nowhere = [
  ...[
    '/nowhere',
    '//',
    '//evil.example/',
    '/%',
    '/%00',
    '/%ff',
    '/%2e%2e/%2e%2e',
    '/..',
    '/\\',
    '/?',
    '/;',
    '*',
  ],
  ...['http://evil.example/', 'http://', 'x', `/${'x'.repeat(5000)}`, '/a/b/c/d', '/.env', '/favicon.ico'],
];

const isAllowed = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Requests to a server.
 *
 * @param paths The paths that it has. Some requests ask for others.
 */
export const requestsTo = (paths: string[]): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      method,
      path: fc.oneof(
        { withCrossShrink: true },
        { weight: 8, arbitrary: fc.constantFrom(...paths) },
        { weight: 1, arbitrary: fc.constantFrom(...nowhere) },
      ),
      query: fc.oneof(
        fc.constant(''),
        fields,
        fc.constantFrom('%', '&&==', 'a[b]=c', '?', '%E0%A4%A', 'a=b#c'),
      ),
      headers: fc.array(header, { maxLength: 6 }),
      payload,
      isChunked: fc.boolean(),
      isCut: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    })
    .map(({ method, path, query, headers, payload: { type, body }, isChunked, isCut }) => ({
      method,
      path: query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path,
      headers: [
        ...headers,
        ...(type === undefined ? [] : [['content-type', type] satisfies [string, string]]),
        ...(isChunked && body ? [['transfer-encoding', 'chunked'] satisfies [string, string]] : []),
      ].filter(([, value]) => isAllowed.test(value)),
      body,
      isCut: isCut && body !== '',
    }));
