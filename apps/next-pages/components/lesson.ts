import { sideBySide } from '@repo/config';
import { describeSource } from '@repo/server/describe-source';
import { environment } from '../environment';
import { pages } from './pages';

// The source file of each page, and the SDK call in it.
const sources = new Map<string, [file: string, call?: string]>([
  ['/', ['pages/index.tsx', 'logtoClient.withLogtoSsr']],
  ['/claims', ['pages/claims.tsx', 'logtoClient.withLogtoSsr']],
  ['/userinfo', ['pages/userinfo.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['pages/api/call-resource.ts', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/invitations/[id]', ['logto/organization.ts', 'client.getAccessToken(resources.shopping)']],
  ['/organizations/[id]', ['logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/account', ['logto/account.ts', 'client.getAccessToken()']],
  ['/admin', ['pages/admin.tsx', "requireScopes(client, resources.shopping, ['shopping:write'])"]],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['pages/failed.tsx']],
  ['/[...path]', ['pages/[...path].tsx']],
]);

/** What a page shows beside itself: its code, the same page in the other apps, and what Logto was asked. */
export const lessonOf = (page: string) => {
  const [file, call] = sources.get(page) ?? [];
  const { isLocal } = environment;
  // #region side-by-side
  const sameInOthers = pages.find(({ path }) => path !== '/' && page?.startsWith(path));
  // #endregion
  return {
    source: file ? describeSource(file, { call, isLocal, folderUrl: process.env.SOURCE_URL }) : null,
    // #region side-by-side
    switcher: { ...sideBySide('next-pages', environment), path: sameInOthers?.path ?? '/' },
    // #endregion
  };
};
