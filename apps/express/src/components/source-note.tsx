import { pathToFileURL } from 'node:url';
import { SourceNote as Note } from '@repo/ui';
import { environment } from '../environment.ts';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['src/pages/home.tsx', 'request.user']],
  ['/claims', ['src/pages/claims.tsx', 'request.user.claims']],
  ['/userinfo', ['src/app.ts', 'withLogto({ ...logtoConfig, fetchUserInfo: true })']],
  ['/resources', ['src/pages/resources.tsx', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['src/logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/account', ['src/pages/account.tsx', 'client.getAccessToken()']],
  ['/admin', ['src/app.ts', "requireScopes(resources.shopping, ['shopping:write'])"]],
  ['/session', ['src/logto/session.ts', 'redisStore ?? createMemoryStore()']],
  ['/failed', ['src/pages/failed.tsx']],
  [undefined, ['src/pages/not-found.tsx']],
]);

// On localhost, links open the file in VS Code. Nobody else should learn where it is on this machine.
const local = environment.isLocal ? `vscode://file${pathToFileURL(process.cwd()).pathname}` : undefined;
const folder = process.env.SOURCE_URL || local;

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string | undefined }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note file={file} call={call} folder={folder} />;
};
