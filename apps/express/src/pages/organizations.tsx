import { lastOrganizationCookie } from '@repo/server';
import { OrganizationList, PostButton } from '@repo/ui';
import { parseCookie } from 'cookie';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { createNodeClient, refreshClaims } from '../logto/client.ts';
import { listOrganizations } from '../logto/organization.ts';

export const showOrganizations: RequestHandler = async (request, response) => {
  const organizations = await listOrganizations(request.user.claims ?? {}, () =>
    createNodeClient(request, response).fetchUserInfo(),
  );

  sendPage(response, {
    current: '/organizations',
    heading: 'Organizations',
    signedIn: true,
    children: (
      <>
        <OrganizationList
          path="/organizations"
          organizations={organizations}
          search={String(request.query.search ?? '')}
          last={parseCookie(request.headers.cookie ?? '')[lastOrganizationCookie(environment)]}
        />
        <p>Joined or left one since you signed in?</p>
        <PostButton action="/organizations" label="Refresh claims" variant="secondary" />
      </>
    ),
  });
};

/** Renews the list. */
export const renewOrganizations: RequestHandler = async (request, response) => {
  await refreshClaims(createNodeClient(request, response));
  response.redirect('/organizations');
};
