import { join } from 'node:path/posix';
import type { AppName } from '@repo/config';
import type { Command } from './read-command.ts';
import { regionsOf, titleOf } from './variants.ts';

/** An exact text in a file of this repository, and what the project says in its place. */
export type Mark = { file: string; text: string; replacement: string };

/** By file: texts, and what the project says in their place. */
type Changes = Record<string, (readonly [text: string, replacement: string])[]>;

const marksIn = (folder: string, changes: Changes): Mark[] =>
  Object.entries(changes).flatMap(([file, texts]) =>
    texts.map(([text, replacement]) => ({ file: join(folder, file), text, replacement })),
  );

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is source code of the apps.
const brand = 'Logto with ${integration}';

/** The names that the project has of its own. */
const namesOf: Record<AppName, (name: string) => Changes> = {
  'next-pages': (name) => ({
    'components/shell.tsx': [
      ['name="Logto sample"', `name="${titleOf(name)}"`],
      [brand, titleOf(name)],
    ],
    'environment.ts': [['apps/next-pages/.env.local', '.env.local']],
    'instrumentation.ts': [['apps/next-pages/.env.local', '.env.local']],
  }),
  'next-app': (name) => ({
    'components/shell.tsx': [['name="Logto sample"', `name="${titleOf(name)}"`]],
    'app/layout.tsx': [
      [`\`%s · ${brand}\``, `'%s · ${titleOf(name)}'`],
      [`\`${brand}\``, `'${titleOf(name)}'`],
    ],
    'environment.ts': [['apps/next-app/.env.local', '.env.local']],
    'instrumentation.ts': [['apps/next-app/.env.local', '.env.local']],
  }),
  express: (name) => ({
    'src/components/shell.tsx': [
      ['name="Logto sample"', `name="${titleOf(name)}"`],
      [brand, titleOf(name)],
    ],
    'src/logto/session.ts': [['}logto-express`', `}logto-${name}\``]],
    'src/environment.ts': [['apps/express/.env.local', '.env.local']],
  }),
};

/** The Next.js apps without Redis. */
const cookieOnly: Changes = {
  'logto/config.ts': [
    ["import { sessions } from './session';", "import { boundedCookie } from '@repo/session';"],
    [
      'sessionWrapper: sessions,',
      '// Without it, the cookie of a session with a few access tokens is larger than browsers allow.\n  sessionWrapper: boundedCookie,',
    ],
  ],
  'proxy.ts': [
    ["import { sessions } from './logto/session';", ''],
    ["checked.sessionHasEnded ? '' : ", ''],
    [', sessions', ''],
    ['ends idle sessions, ', ''],
  ],
};

/** The SDK's configuration of an app that has one address. */
const configAtOneAddress = (start: string, type: string, headers: string): Changes[string] => [
  ["/** The SDK's configuration at one of the app's addresses. */", "/** The SDK's configuration. */"],
  [`${start} = (baseUrl: string): ${type} => ({`, `export const logtoConfig: ${type} = {`],
  ['appSecret,\n  baseUrl,', 'appSecret,\n  baseUrl: environment.baseUrl,'],
  [
    '});\n\n/** Where `baseUrl` does not matter: reading the session, getting tokens. */\nexport const logtoConfig = logtoConfigAt(environment.baseUrls[0]);',
    '};',
  ],
  [
    "For redirects and links: has the requested address from `BASE_URL`, and the visitor's language.",
    "For redirects and links, in the visitor's language.",
  ],
  [`const baseUrl = requestedBaseUrl(${headers}, environment);`, 'const { baseUrl } = environment;'],
  ['config: logtoConfigAt(baseUrl)', 'config: logtoConfig'],
];

const proxyAtOneAddress: Changes[string] = [
  ['const baseUrl = findBaseUrl(request.headers, environment);\n', 'const { baseUrl } = environment;'],
  ['{ ...environment, baseUrl }', 'environment'],
];

/** What changes in packages and apps without a region, where the region itself would cut through a statement. */
const without: Record<string, Partial<Record<AppName | 'packages', Changes>>> = {
  lesson: {
    packages: {
      'session/src/redis-session.ts': [
        [
          "import type { SessionData } from '@logto/node';",
          "import type { SessionData, SessionWrapper } from '@logto/node';",
        ],
        ['type DescribableSessionWrapper, ', ''],
        ['DescribableSessionWrapper', 'SessionWrapper'],
      ],
      'ui/src/page-shell.tsx': [[' {integration && <span className="integration">{integration}</span>}', '']],
      'ui/src/styles.css': [
        [', .session-summary dl', ''],
        [':is(.outcome, details)', '.outcome'],
        [', and its large version in Welcome', ''],
        [',\n.doorways', ''],
        [':is(.brand-mark, .doorways)', '.brand-mark'],
      ],
    },
    'next-pages': {
      'logto/config.ts': [['    UserScope.Address,\n    UserScope.CustomData,\n', '']],
      'pages/_app.tsx': [['withLesson(App)', 'App']],
    },
    'next-app': {
      'components/call-form.tsx': [
        [
          '({ currentTarget }) => {\n            setPressed(label);\n            keepFormInput(place, user, currentTarget);\n          }',
          '() => setPressed(label)',
        ],
      ],
      'logto/config.ts': [['    UserScope.Address,\n    UserScope.CustomData,\n', '']],
    },
    express: {
      'src/logto/config.ts': [['    UserScope.Address,\n    UserScope.CustomData,\n', '']],
      'src/logto/sign-in.ts': [['oneTabAtATime, ', '']],
      'src/pages/admin.tsx': [[", defaultValue: typed(undefined, 'name')", '']],
    },
  },
  redis: {
    packages: {
      'server/src/check-request.ts': [
        ['request: NextRequest', 'request: Request'],
        ['environment: IdleEnvironment', 'environment: { baseUrl: string }'],
        [" * @param sessions The session wrapper in the configuration of Logto's SDK.\n", ''],
        [' `sessionHasEnded` if the\n *   session has ended: if the route runs, pass it no cookies.', ''],
        ['  sessions: Sessions,\n', ''],
        ['; sessionHasEnded?: boolean', ''],
      ],
      'session/src/memory-store.ts': [
        [' * - `endSessions` ends sessions by the `sid` or `sub` of their ID tokens.\n', ''],
      ],
      'ui/src/failure.tsx': [
        [
          'The operator of this app can set SESSION_STORE to keep sessions on the server.',
          'The operator of this app can request fewer claims, or keep sessions on the server.',
        ],
        ['idleMinutes, ', ''],
        [".replace('some time', period)", ''],
      ],
    },
    'next-pages': {
      ...cookieOnly,
      'pages/index.tsx': [[', or was idle for too long', '']],
      'pages/failed.tsx': [
        [', `idleMinutes` if there is no limit', ''],
        ['  idleMinutes: number | null;\n', ''],
        [' idleMinutes={idleMinutes ?? undefined}', ''],
        ['  const idleMinutes = environment.idleMinutes ?? null;\n', ''],
        [', idleMinutes', ''],
      ],
    },
    'next-app': {
      ...cookieOnly,
      'app/failed/page.tsx': [[' idleMinutes={environment.idleMinutes}', '']],
    },
    express: {
      'src/logto/failures.ts': [[" || kind === 'idle'", '']],
      'src/logto/session.ts': [
        ['sessionStore: url, ', ''],
        ['redisStore ?? ', ''],
        [', refuseIdleSession', ''],
      ],
      'src/pages/failed.tsx': [[' idleMinutes={environment.idleMinutes}', '']],
    },
  },
  connectors: {
    packages: {
      'ui/src/styles.css': [[',\n  .call-panel > .note', '']],
    },
    'next-pages': { 'logto/config.ts': [['    UserScope.Identities,\n', '']] },
    'next-app': { 'logto/config.ts': [['    UserScope.Identities,\n', '']] },
    express: { 'src/logto/config.ts': [['    UserScope.Identities,\n', '']] },
  },
  organizations: {
    packages: {
      'config/src/tenant.ts': [[', resourceServerApplication', '']],
      'resource-server/src/resource-server.ts': [
        [" * @param options.management The API's own application at Logto, which invites members.\n", ''],
      ],
      'server/src/failures.ts': [['withoutId(at)', 'at']],
      'session/src/pack-session.ts': [
        ['lengthenRoles(payload)', 'payload'],
        ['shortenRoles(decodeText(payload))', 'decodeText(payload)'],
      ],
      'session/src/bounded-cookie.ts': [[' (organizations and organization_roles are the usual cause)', '']],
      'ui/src/failure.tsx': [
        ['; wayOn?: ReactNode', ''],
        [', wayOn = <a href="/">Go to the home page</a>', ''],
        ['children || wayOn', 'children || <a href="/">Go to the home page</a>'],
        ['the link in `failureTexts`, or else a link to the home page', 'a link to the home page'],
      ],
      'ui/src/call-panel.tsx': [
        ['The API or the organization, unique', 'The API, unique'],
        ['An API or an organization in', 'An API in'],
      ],
    },
    express: {
      'src/app.ts': [
        ["[...pages.map(({ path }) => path), '/organizations/:id']", 'pages.map(({ path }) => path)'],
      ],
      'src/logto/client.ts': [
        [' get a token for an API resource in an\n * organization, or learn', '\n * learn'],
      ],
      'src/pages/failed.tsx': [["path.startsWith('/organizations/') || ", '']],
    },
  },
  permissions: {
    packages: {
      'server/src/check-request.ts': [[', missing)', ')']],
      'server/src/failure-response.ts': [
        [' * @param missing The scopes that `missingScopes` returns, for the kind `forbidden`.\n', ''],
        [' * @param missing The scopes that `missingScopes` returns, for the page to name them.\n', ''],
        [', missing: readonly string[] = []', ''],
        ['401 and 403 have the challenge', '401 has the challenge'],
      ],
      'ui/src/failure.tsx': [
        [', missing = []', ''],
        ['lack || ', ''],
      ],
    },
    'next-pages': {
      'logto/failures.ts': [[', missingScopes(error)', '']],
      'pages/failed.tsx': [
        ['  missing: string[];\n', ''],
        ['kind, missing', 'kind'],
        [' missing={missing}', ''],
      ],
    },
    'next-app': {
      'logto/failures.ts': [[', missingScopes(error)', '']],
      'app/failed/page.tsx': [
        ['missing, from', 'from'],
        [' missing={missingScopes}', ''],
      ],
    },
    express: {
      'src/logto/failures.ts': [['kind, missing)', 'kind)']],
      'src/pages/failed.tsx': [
        ['/** @param missing The permissions that the visitor lacks. */\n', ''],
        ['  missing: readonly string[],\n', ''],
        [' missing={missing}', ''],
      ],
    },
  },
  inputs: {
    packages: {
      'ui/src/post-button.tsx': [[', and fields if it needs any', '']],
      'ui/src/styles.css': [[', .post-button label)', ')']],
    },
    'next-pages': { 'components/call-form.tsx': [[" | 'inputs'", '']] },
    'next-app': { 'components/call-form.tsx': [[" | 'inputs'", '']] },
  },
  renewal: {
    packages: {
      'server/src/share-token-requests.ts': [[' `forgetTokenAnswers` does the same.', '']],
    },
  },
  'several-addresses': {
    packages: {
      'config/src/environment.ts': [
        ['BASE_URL: baseUrls', 'BASE_URL: origin'],
        ['!BASE_URL.every(isLocal)', '!isLocal(BASE_URL)'],
        ['variables.BASE_URL.every(isLocal)', 'isLocal(variables.BASE_URL)'],
        ['variables.BASE_URL[0]', 'variables.BASE_URL'],
        [
          'public addresses, without a trailing slash: the main one, then others, or patterns for them. */\n    baseUrls:',
          'public address, without a trailing slash. */\n    baseUrl:',
        ],
        ['the main base URL', 'the base URL'],
        ['base URLs are', 'base URL is'],
        [' TRUST_PROXY,', ''],
        [' On Vercel, `BASE_URL` defaults to the addresses of the deployment.', ''],
        ['withVercel(variables)', 'variables'],
      ],
    },
    'next-pages': {
      'logto/config.ts': configAtOneAddress('export const logtoConfigAt', 'LogtoNextConfig', 'headers'),
      'proxy.ts': proxyAtOneAddress,
    },
    'next-app': {
      'logto/config.ts': configAtOneAddress('const logtoConfigAt', 'LogtoNextConfig', 'sent'),
      'proxy.ts': proxyAtOneAddress,
    },
    express: {
      'src/app.ts': [
        ['const baseUrl = findBaseUrl(request.headers, environment);', 'const { baseUrl } = environment;'],
      ],
      'src/logto/config.ts': configAtOneAddress('const logtoConfigAt', 'LogtoExpressConfig', 'headers'),
      'src/server.ts': [["baseUrls.join(', ')", 'baseUrl']],
    },
  },
};

/** Every text in the repository that the project changes. */
export const marksOf = (command: Command): Mark[] => {
  const { app, name } = command;
  const own = join('apps', app);
  const regions = regionsOf(command);
  const missing = Object.entries(without).filter(([region]) => !regions.has(region));
  return [
    ...marksIn(own, namesOf[app](name)),
    ...missing.flatMap(([, { packages = {}, [app]: changes = {} }]) => [
      ...marksIn('packages', packages),
      ...marksIn(own, changes),
    ]),
  ];
};
