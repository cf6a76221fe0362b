import { sideBySide } from '@repo/config';
import { describeSource } from '@repo/server/describe-source';
import { environment } from '../environment.ts';
import { pages } from './pages.ts';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['src/pages/home.tsx', 'request.user']],
  ['/claims', ['src/pages/claims.tsx', 'request.user.claims']],
  ['/userinfo', ['src/app.ts', 'withLogto({ ...logtoConfig, fetchUserInfo: true })']],
  ['/resources', ['src/pages/resources.tsx', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['src/logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/account', ['src/logto/account.ts', 'client.getAccessToken()']],
  ['/admin', ['src/app.ts', "requireScopes(resources.shopping, ['shopping:write'])"]],
  ['/session', ['src/logto/session.ts', 'redisStore ?? createMemoryStore()']],
  ['/failed', ['src/pages/failed.tsx']],
  [undefined, ['src/pages/not-found.tsx']],
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
    switcher: { ...sideBySide('express', environment), path: sameInOthers?.path ?? '/' },
    // #endregion
  };
};
