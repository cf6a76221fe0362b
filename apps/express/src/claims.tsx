import { source } from '@repo/config/source';
import { ClaimsTable } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from './page.tsx';

export const showClaims: RequestHandler = (request, response) => {
  sendPage(response, {
    current: '/claims',
    title: 'Claims',
    signedIn: true,
    source: source('src/claims.tsx', 'request.user.claims'),
    children: (
      <>
        <h1>Claims</h1>
        <ClaimsTable claims={request.user.claims ?? {}} caption="What the ID token says about you" />
      </>
    ),
  });
};
