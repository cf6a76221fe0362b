import { sideBySide } from '@repo/config';
import { describeSource } from '@repo/server/describe-source';
import { environment } from '../environment';
import { pages } from './pages';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['app/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/claims', ['app/claims/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/userinfo', ['app/userinfo/page.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['app/resources/actions.ts', 'getAccessToken(logtoConfig, api.indicator)']],
  ['/organizations', ['logto/organization.ts', 'getOrganizationToken(logtoConfig, id)']],
  ['/account', ['logto/account.ts', 'getAccessToken(logtoConfig)']],
  ['/admin', ['app/admin/page.tsx', "requireScopes(resources.shopping, ['shopping:write']"]],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['app/failed/page.tsx']],
  [undefined, ['app/not-found.tsx']],
]);

/** What a page shows beside itself: its code, the same page in the other apps, and what Logto was asked. */
export const lessonOf = (page: string | undefined) => {
  const [file, call] = sources.get(page) ?? [];
  const { isLocal } = environment;
  // #region side-by-side
  const sameInOthers = pages.find(({ path }) => path !== '/' && page?.startsWith(path));
  // #endregion
  return {
    source: file ? describeSource(file, { call, isLocal, folderUrl: process.env.SOURCE_URL }) : null,
    // #region side-by-side
    switcher: { ...sideBySide('next-app', environment), path: sameInOthers?.path ?? '/' },
    // #endregion
  };
};
