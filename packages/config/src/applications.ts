import type { Application } from '@repo/tenant';

/** Where everything listens during development. 3001 is Logto's own port; 3002 stays free for its Console. */
export const baseUrls = {
  localLogto: 'http://localhost:3001',
  'next-pages': 'http://localhost:3010',
  'next-app': 'http://localhost:3020',
  express: 'http://localhost:3030',
  resourceServer: 'http://localhost:3040',
} as const;

export const appNames = ['next-pages', 'next-app', 'express'] as const;
export type AppName = (typeof appNames)[number];

type Paths = { redirect: string[]; backchannelLogout: string };

const application = (app: AppName, name: string, paths: Paths): Application => ({
  name,
  description: `Development on ${baseUrls[app]}`,
  id: `local-${app}`,
  secret: `local-only-secret-of-${app}`,
  redirectUris: paths.redirect.map((path) => `${baseUrls[app]}${path}`),
  postSignOutRedirectUris: [`${baseUrls[app]}/`],
  backchannelLogoutUri: `${baseUrls[app]}${paths.backchannelLogout}`,
  backchannelLogoutSessionRequired: true,
});

/** The applications registered in Logto, by app. */
export const applications = {
  'next-pages': application('next-pages', 'Sample: Next.js Pages Router', {
    redirect: ['/api/logto/sign-in-callback', '/api/logto-edge/sign-in-callback'],
    backchannelLogout: '/api/logto/backchannel-logout',
  }),
  'next-app': application('next-app', 'Sample: Next.js App Router', {
    redirect: ['/callback'],
    backchannelLogout: '/backchannel-logout',
  }),
  express: application('express', 'Sample: Express', {
    redirect: ['/logto/sign-in-callback'],
    backchannelLogout: '/logto/backchannel-logout',
  }),
} satisfies Record<AppName, Application>;

/** Where a social provider redirects visitors who link an account: to the app, not to Logto. */
export const linkRedirectUris = [
  `${baseUrls['next-pages']}/api/account/link-callback`,
  `${baseUrls['next-app']}/account/link-callback`,
  `${baseUrls.express}/account/link-callback`,
];
