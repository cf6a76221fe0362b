import type { BrowserContext } from '@playwright/test';
import type { OtherApplication } from '../logto.ts';
import type { Servers } from '../servers.ts';

/**
 * Signs a visitor, who is signed in to an app, in to another application of the same Logto. Its app need not run: only Logto
 * is asked.
 *
 * @returns Signs out there.
 */
export const signInElsewhere = async (
  context: BrowserContext,
  { id, redirectUri, afterSignOut }: OtherApplication,
  { logto }: Servers,
) => {
  const follow = async (path: string, parameters: Record<string, string>, end: string) => {
    const page = await context.newPage();
    const query = new URLSearchParams({ client_id: id, ...parameters });
    const reached = page.waitForRequest((request) => request.url().startsWith(end));
    // Fails after that request if the other app does not run.
    await Promise.allSettled([page.goto(`${logto}${path}?${query}`)]);
    await reached;
    await page.close();
  };
  await follow(
    '/oidc/auth',
    { redirect_uri: redirectUri, response_type: 'code', scope: 'openid', prompt: 'consent' },
    `${redirectUri}?`,
  );
  return {
    signOut: () => follow('/oidc/session/end', { post_logout_redirect_uri: afterSignOut }, afterSignOut),
  };
};
