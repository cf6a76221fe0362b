import { pathToFileURL } from 'node:url';
import { SourceNote as Note } from '@repo/ui';
import { environment } from '../environment';

// The source file of each page, and the SDK call in it.
const sources = new Map<string, [file: string, call?: string]>([
  ['/', ['pages/index.tsx', 'logtoClient.withLogtoSsr']],
  ['/claims', ['pages/claims.tsx', 'logtoClient.withLogtoSsr']],
  ['/userinfo', ['pages/userinfo.tsx', '{ fetchUserInfo: true }']],
  ['/resources', ['pages/api/call-resource.ts', 'client.getAccessToken(api.indicator)']],
  ['/organizations', ['logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/invitations/[id]', ['logto/organization.ts', 'client.getAccessToken(resources.shopping)']],
  ['/organizations/[id]', ['logto/organization.ts', 'client.getOrganizationToken(id)']],
  ['/account', ['pages/api/call-account.ts', 'client.getAccessToken()']],
  ['/admin', ['pages/admin.tsx', "requireScopes(client, resources.shopping, ['shopping:write'])"]],
  ['/session', ['logto/config.ts', 'sessionWrapper: sessions']],
  ['/failed', ['pages/failed.tsx']],
  ['/[...path]', ['pages/[...path].tsx']],
]);

// On localhost, links open the file in VS Code. Nobody else should learn where it is on this machine.
const local = environment.isLocal ? `vscode://file${pathToFileURL(process.cwd()).pathname}` : undefined;
const folder = process.env.SOURCE_URL || local;

/** A footer with a link to the page's source code. */
export const SourceNote = ({ page }: { page: string }) => {
  const [file, call] = sources.get(page) ?? [];
  return file && <Note file={file} call={call} folder={folder} />;
};
