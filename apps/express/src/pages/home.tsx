import { displayName, Hello, PostButton, Welcome } from '@repo/ui';
import type { RequestHandler } from 'express';
import { pages } from '../components/pages.ts';
import { integration, sendPage } from '../components/shell.tsx';

export const showHome: RequestHandler = (request, response) => {
  const { isAuthenticated, claims } = request.user;

  sendPage(response, {
    current: '/',
    title: 'Home',
    signedIn: isAuthenticated,
    children: claims ? (
      <Hello name={displayName(claims)} pages={pages} />
    ) : (
      <Welcome integration={integration}>
        <PostButton action="/logto/sign-in" label="Sign in" variant="primary" />
        <PostButton action="/logto/sign-up" label="Create account" variant="secondary" />
        {/* #region connectors */}
        <PostButton action="/social/logto/sign-in" label="Continue with Wonderland" variant="secondary" />
        <PostButton action="/phone/logto/sign-in" label="Sign in by phone" variant="secondary" />
        {/* #endregion */}
      </Welcome>
    ),
  });
};
