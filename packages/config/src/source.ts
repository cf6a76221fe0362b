import { pathToFileURL } from 'node:url';

// The path of a file on a server is nobody's business: only visitors of this very machine get it.
const folder = () => {
  const { SOURCE_URL, BASE_URL = '' } = process.env;
  if (SOURCE_URL) return SOURCE_URL;
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(BASE_URL)
    ? `vscode://file${pathToFileURL(process.cwd()).pathname}`
    : undefined;
};

/**
 * Says which file to read for a page and which code in it the page shows, with a link from the screen to the code.
 * The link opens the editor (VS Code's URL scheme) while the app runs on localhost, or leads to `SOURCE_URL`, the
 * address of the app's folder, such as `https://github.com/ORGANIZATION/REPOSITORY/blob/main/apps/express`.
 *
 * @param file The file's path from the app's folder, such as `src/claims.tsx`.
 * @param call The code in that file that the page shows, if it shows one.
 * @returns What the footer of every page shows; without `href` where there is nothing to lead to.
 */
export const source = (file: string, call?: string): { file: string; call?: string; href?: string } => {
  const place = folder();
  // Next.js cannot serialize `undefined` in page props, so what is absent is left out.
  return { file, ...(call && { call }), ...(place && { href: `${place}/${file}` }) };
};
