import type { AppName } from '@repo/config';
import type { Command } from './read-command.ts';

/** "my-app" is "My app". */
export const titleOf = (name: string): string => {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** Whether the app is compiled from `src` to `dist`. Next.js apps are built from their root. */
export const isCompiled = ({ app }: Command): boolean => app === 'express';

/** Files and folders of each app, by the region that they belong to. */
const extras: Record<AppName, Record<string, string[]>> = {
  'next-pages': {
    lesson: [
      'components/lesson.ts',
      'components/form-input.ts',
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
    organizations: [
      'logto/organization.ts',
      'pages/api/accept-invitation.ts',
      'pages/api/call-for-organization.ts',
      'pages/api/refresh-claims.ts',
      'pages/invitations',
      'pages/organizations',
    ],
    permissions: ['logto/permissions.ts', 'pages/admin.tsx', 'pages/api/call-items.ts', 'pages/api/items.ts'],
  },
  'next-app': {
    lesson: ['app/session', 'app/userinfo', 'components/lesson.ts', 'components/form-input.ts'],
    redis: ['app/backchannel-logout', 'logto/session.ts'],
    connectors: ['app/account', 'logto/account.ts'],
    organizations: ['app/invitations', 'app/organizations', 'logto/organization.ts'],
    renewal: ['app/renew'],
    permissions: ['app/admin', 'app/api', 'logto/permissions.ts'],
  },
  express: {
    lesson: [
      'src/components/lesson.ts',
      'src/components/form-input.ts',
      'src/pages/session.tsx',
      'src/pages/userinfo.tsx',
    ],
    redis: [],
    connectors: ['src/logto/account.ts', 'src/pages/account.tsx'],
    organizations: [
      'src/logto/organization.ts',
      'src/pages/invitation.tsx',
      'src/pages/organization.tsx',
      'src/pages/organizations.tsx',
    ],
    permissions: ['src/logto/permissions.ts', 'src/pages/admin.tsx'],
  },
};

/** The regions of the repository's files that the project has. None has `side-by-side`: it stands alone. */
export const regionsOf = (command: Command): ReadonlySet<string> => {
  const {
    app,
    withLessons,
    withRedis,
    withConnectors,
    withOrganizations,
    withSeveralAddresses,
    withPermissions,
    withLocalLogto,
  } = command;
  return new Set([
    app,
    ...(isCompiled(command) ? [] : ['next']),
    ...(withLessons ? ['lesson'] : []),
    withRedis ? 'redis' : 'without-redis',
    ...(withConnectors ? ['connectors'] : []),
    ...(withOrganizations ? ['organizations'] : []),
    ...(withSeveralAddresses ? ['several-addresses'] : []),
    // A changed account or membership changes the claims.
    ...(withConnectors || withOrganizations ? ['refresh-claims', 'renewal'] : []),
    ...(withPermissions ? ['permissions'] : []),
    // Each of these has forms with text fields.
    ...(withPermissions || withConnectors || withOrganizations ? ['inputs'] : []),
    withLocalLogto ? 'local-logto' : 'real-logto',
  ]);
};

/** Paths in the app, of files and folders, that the project does not have. */
export const leftOut = (command: Command): string[] => {
  const regions = regionsOf(command);
  return Object.entries(extras[command.app]).flatMap(([region, paths]) => (regions.has(region) ? [] : paths));
};
