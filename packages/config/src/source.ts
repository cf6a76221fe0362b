import { pathToFileURL } from 'node:url';

const folder = () => {
  const { SOURCE_URL, BASE_URL = '' } = process.env;
  if (SOURCE_URL) return SOURCE_URL;
  // Only visitors on this machine can open its files; nobody else should learn their paths.
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(BASE_URL)
    ? `vscode://file${pathToFileURL(process.cwd()).pathname}`
    : undefined;
};

/**
 * Names the source file of a page for its footer, with a link. On localhost the link opens the file in VS Code;
 * elsewhere it leads to `SOURCE_URL`, the address of the app's folder in a code host.
 *
 * @param file The file's path within the app's folder, such as `src/claims.tsx`.
 * @param call The code in that file whose result the page shows, if there is any.
 * @returns The note to show; without `href` on a server that has no `SOURCE_URL`.
 */
export const source = (file: string, call?: string): { file: string; call?: string; href?: string } => {
  const place = folder();
  // Next.js cannot serialize `undefined` in page props, so absent values are left out.
  return { file, ...(call && { call }), ...(place && { href: `${place}/${file}` }) };
};
