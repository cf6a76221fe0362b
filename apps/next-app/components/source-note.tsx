import { source } from '@repo/config/source';
import { SourceNote as Note } from '@repo/ui';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['app/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/claims', ['app/claims/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/userinfo', ['app/userinfo/page.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['app/resources/actions.ts', 'getAccessToken(logtoConfig, api.indicator)']],
  ['/organizations', ['app/organizations/actions.ts', 'getOrganizationToken(logtoConfig, id)']],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['app/failed/page.tsx']],
  [undefined, ['app/not-found.tsx']],
]);

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string | undefined }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note {...source(file, call)} />;
};
