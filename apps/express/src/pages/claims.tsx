import { ClaimsTable } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';

export const showClaims: RequestHandler = (request, response) => {
  sendPage(response, {
    current: '/claims',
    heading: 'Claims',
    signedIn: true,
    children: <ClaimsTable claims={request.user.claims ?? {}} caption="What the ID token says about you" />,
  });
};
