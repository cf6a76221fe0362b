import { source } from '@repo/config/source';
import { SourceNote as Note } from '@repo/ui';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['src/pages/home.tsx', 'request.user']],
  ['/claims', ['src/pages/claims.tsx', 'request.user.claims']],
  ['/userinfo', ['src/app.ts', 'withLogto({ ...logtoConfig, fetchUserInfo: true })']],
  ['/resources', ['src/pages/resources.tsx', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['src/pages/organizations.tsx', 'client.getOrganizationToken(id)']],
  ['/session', ['src/logto/session.ts', 'store: redisStore ?? createMemoryStore()']],
  ['/failed', ['src/pages/failed.tsx']],
  [undefined, ['src/pages/not-found.tsx']],
]);

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string | undefined }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note {...source(file, call)} />;
};
