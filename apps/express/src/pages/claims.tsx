import { ClaimsTable } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';

export const showClaims: RequestHandler = (request, response) => {
  sendPage(response, {
    current: '/claims',
    title: 'Claims',
    signedIn: true,
    children: (
      <>
        <h1>Claims</h1>
        <ClaimsTable claims={request.user.claims ?? {}} caption="What the ID token says about you" />
      </>
    ),
  });
};
