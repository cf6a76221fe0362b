import { source } from '@repo/config/source';
import { SourceNote as Note } from '@repo/ui';

// The source file of each page, and the SDK call in it.
const sources = new Map<string, [file: string, call?: string]>([
  ['/', ['pages/index.tsx', 'logtoClient.withLogtoSsr']],
  ['/claims', ['pages/claims.tsx', 'logtoClient.withLogtoSsr']],
  ['/userinfo', ['pages/userinfo.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['pages/api/call-resource.ts', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['pages/api/call-for-organization.ts', 'client.getOrganizationToken(id)']],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['pages/failed.tsx']],
  ['/[...path]', ['pages/[...path].tsx']],
]);

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note {...source(file, call)} />;
};
