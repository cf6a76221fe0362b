import { join } from 'node:path/posix';
import type { AppName } from '@repo/config';
import type { Command } from './read-command.ts';

/** An exact text in a file of this repository, and what the project says in its place. */
export type Mark = { file: string; text: string; replacement: string };

/** "my-app" is "My app". */
export const titleOf = (name: string): string => {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** Whether the app is compiled from `src` to `dist`. Next.js apps are built from their root. */
export const isCompiled = ({ app }: Command): boolean => app === 'express';

/** Files and folders that only teach, those that need Redis or connectors, and those that `--minimal` leaves out. */
const extras: Record<
  AppName,
  { lesson: string[]; redis: string[]; connectors: string[]; optional: string[] }
> = {
  'next-pages': {
    lesson: [
      'components/lesson.ts',
      'components/with-lesson.tsx',
      'logto/edge.ts',
      'pages/api/edge-user-info.ts',
      'pages/api/get-user-info.ts',
      'pages/api/logto-edge',
      'pages/session.tsx',
      'pages/userinfo.tsx',
    ],
    redis: ['logto/session.ts', 'pages/api/logto/backchannel-logout.ts'],
    connectors: [
      'logto/account.ts',
      'pages/account.tsx',
      'pages/api/account',
      'pages/api/call-account.ts',
      'pages/api/logto/sign-in-again.ts',
      'pages/api/logto/sign-in-phone.ts',
      'pages/api/logto/sign-in-social.ts',
    ],
    optional: [
      'logto/organization.ts',
      'logto/permissions.ts',
      'pages/admin.tsx',
      'pages/api/accept-invitation.ts',
      'pages/api/call-for-organization.ts',
      'pages/api/call-items.ts',
      'pages/api/items.ts',
      'pages/api/refresh-claims.ts',
      'pages/invitations',
      'pages/organizations',
    ],
  },
  'next-app': {
    lesson: ['app/session', 'app/userinfo', 'components/lesson.ts'],
    redis: ['app/backchannel-logout', 'logto/session.ts'],
    connectors: ['app/account', 'logto/account.ts'],
    optional: [
      'app/admin',
      'app/api',
      'app/invitations',
      'app/organizations',
      'app/renew',
      'logto/organization.ts',
      'logto/permissions.ts',
    ],
  },
  express: {
    lesson: ['src/components/lesson.ts', 'src/pages/session.tsx', 'src/pages/userinfo.tsx'],
    redis: [],
    connectors: ['src/logto/account.ts', 'src/pages/account.tsx'],
    optional: [
      'src/logto/organization.ts',
      'src/logto/permissions.ts',
      'src/pages/admin.tsx',
      'src/pages/invitation.tsx',
      'src/pages/organization.tsx',
      'src/pages/organizations.tsx',
    ],
  },
};

/** Paths in the app, of files and folders, that the project does not have. */
export const leftOut = ({ app, withLessons, withRedis, withConnectors, minimal }: Command): string[] => [
  ...(withLessons ? [] : extras[app].lesson),
  ...(withRedis ? [] : extras[app].redis),
  ...(withConnectors ? [] : extras[app].connectors),
  ...(minimal ? extras[app].optional : []),
];

/** The regions of the repository's files that the project has. None has `side-by-side`: it stands alone. */
export const regionsOf = (command: Command): ReadonlySet<string> => {
  const { app, withLessons, withRedis, withConnectors, minimal, withLocalLogto } = command;
  return new Set([
    app,
    ...(isCompiled(command) ? [] : ['next']),
    ...(withLessons ? ['lesson'] : []),
    withRedis ? 'redis' : 'without-redis',
    // Sessions in a cookie can end only in their browser.
    ...(withRedis || isCompiled(command) ? ['back-channel-logout'] : []),
    ...(withConnectors ? ['connectors'] : []),
    ...(minimal ? [] : ['optional']),
    ...(minimal && !withConnectors ? [] : ['refresh-claims']),
    withLocalLogto ? 'local-logto' : 'real-logto',
  ]);
};

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is source code of the apps.
const brand = 'Logto with ${integration}';

/** The Next.js apps without Redis. */
const cookieOnly: Mark[] = [
  {
    file: 'logto/config.ts',
    text: "import { sessions } from './session';",
    replacement: "import { boundedCookie } from '@repo/session';",
  },
  {
    file: 'logto/config.ts',
    text: 'sessionWrapper: sessions,',
    replacement:
      '// Without it, the cookie of a session with a few access tokens is larger than browsers allow.\n  sessionWrapper: boundedCookie,',
  },
  {
    file: 'proxy.ts',
    text: "import { sessions } from './logto/session';",
    replacement: "import { boundedCookie } from '@repo/session';",
  },
  { file: 'proxy.ts', text: 'baseUrl }, sessions)', replacement: 'baseUrl }, boundedCookie)' },
];

/** The places in packages that name what the project lacks. */
const marksOfPackages = ({ withRedis, withLessons }: Command): Mark[] => [
  ...(withRedis
    ? []
    : [
        {
          file: 'packages/ui/src/failure.tsx',
          text: 'The operator of this app can set SESSION_STORE to keep sessions on the server.',
          replacement: 'The operator of this app can request fewer claims, or keep sessions on the server.',
        },
        {
          file: 'packages/server/src/back-channel-logout.ts',
          text: ': set SESSION_STORE to keep them in Redis',
          replacement: '',
        },
      ]),
  ...(withLessons
    ? []
    : [{ file: 'packages/ui/src/styles.css', text: ', .session-summary dl', replacement: '' }]),
];

/** Every place in the repository that has to change, above all those that name it or the app. */
export const marksOf = (command: Command): Mark[] => {
  const { app, name, withLessons, withRedis } = command;
  const title = titleOf(name);
  const inNext = (files: string[]) => [
    ...files.map((file) => ({ file, text: `apps/${app}/.env.local`, replacement: '.env.local' })),
    ...(withRedis ? [] : cookieOnly),
  ];

  const marks: Record<AppName, Mark[]> = {
    'next-pages': [
      { file: 'components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'components/shell.tsx', text: brand, replacement: title },
      ...(withLessons ? [] : [{ file: 'pages/_app.tsx', text: 'withLesson(App)', replacement: 'App' }]),
      ...inNext(['environment.ts', 'instrumentation.ts']),
    ],
    'next-app': [
      { file: 'components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'app/layout.tsx', text: `\`%s · ${brand}\``, replacement: `'%s · ${title}'` },
      { file: 'app/layout.tsx', text: `\`${brand}\``, replacement: `'${title}'` },
      ...inNext(['environment.ts', 'instrumentation.ts']),
    ],
    express: [
      { file: 'src/components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'src/components/shell.tsx', text: brand, replacement: title },
      { file: 'src/logto/session.ts', text: '}logto-express`', replacement: `}logto-${name}\`` },
      { file: 'src/environment.ts', text: 'apps/express/.env.local', replacement: '.env.local' },
      ...(withRedis
        ? []
        : [
            { file: 'src/logto/session.ts', text: '{ sessionStore: url, ', replacement: '{ ' },
            { file: 'src/logto/session.ts', text: 'redisStore ?? ', replacement: '' },
          ]),
    ],
  };
  return [
    ...marks[app].map((mark) => ({ ...mark, file: join('apps', app, mark.file) })),
    ...marksOfPackages(command),
  ];
};
