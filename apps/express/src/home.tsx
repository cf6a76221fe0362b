import { source } from '@repo/config/source';
import { displayName, Hello, PostButton, Welcome } from '@repo/ui';
import type { RequestHandler } from 'express';
import { integration, sendPage } from './page.tsx';

export const showHome: RequestHandler = (request, response) => {
  const { isAuthenticated, claims } = request.user;

  sendPage(response, {
    current: '/',
    title: 'Home',
    signedIn: isAuthenticated,
    source: source('src/home.tsx', 'request.user'),
    children: claims ? (
      <Hello name={displayName(claims)} />
    ) : (
      <Welcome integration={integration}>
        <PostButton action="/logto/sign-in" label="Sign in" variant="primary" />
        <PostButton action="/logto/sign-up" label="Create account" variant="secondary" />
      </Welcome>
    ),
  });
};
