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

const application = (app: AppName, name: string, redirectPaths: string[]): Application => ({
  name,
  description: `Development on ${baseUrls[app]}`,
  id: `local-${app}`,
  secret: `local-only-secret-of-${app}`,
  redirectUris: redirectPaths.map((path) => `${baseUrls[app]}${path}`),
  postSignOutRedirectUris: [`${baseUrls[app]}/`],
});

/** The applications registered in Logto, by app. */
export const applications = {
  'next-pages': application('next-pages', 'Sample: Next.js Pages Router', [
    '/api/logto/sign-in-callback',
    '/api/logto-edge/sign-in-callback',
  ]),
  'next-app': application('next-app', 'Sample: Next.js App Router', ['/callback']),
  express: application('express', 'Sample: Express', ['/logto/sign-in-callback']),
} satisfies Record<AppName, Application>;
