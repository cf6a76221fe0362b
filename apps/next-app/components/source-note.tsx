import { pathToFileURL } from 'node:url';
import { SourceNote as Note } from '@repo/ui';
import { environment } from '../environment';

// The source file of each page, and the SDK call in it.
const sources = new Map<string | undefined, [file: string, call?: string]>([
  ['/', ['app/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/claims', ['app/claims/page.tsx', 'getLogtoContext(logtoConfig)']],
  ['/userinfo', ['app/userinfo/page.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['app/resources/actions.ts', 'getAccessToken(logtoConfig, api.indicator)']],
  ['/organizations', ['logto/organization.ts', 'getOrganizationToken(logtoConfig, id)']],
  ['/account', ['app/account/actions.ts', 'client.getAccessToken()']],
  ['/admin', ['app/admin/page.tsx', "requireScopes(resources.shopping, ['shopping:write']"]],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['app/failed/page.tsx']],
  [undefined, ['app/not-found.tsx']],
]);

// On localhost, links open the file in VS Code. Nobody else should learn where it is on this machine.
const local = environment.isLocal ? `vscode://file${pathToFileURL(process.cwd()).pathname}` : undefined;
const folder = process.env.SOURCE_URL || local;

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string | undefined }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note file={file} call={call} folder={folder} />;
};
