import { source } from '@repo/config/source';
import { createOrganizationList } from '@repo/server';
import { CallList, CallPanel, type CallResult, PostButton } from '@repo/ui';
import type { Request, RequestHandler, Response } from 'express';
import { createNodeClient } from './node-client.ts';
import { sendPage } from './page.tsx';

const listOrganizations = createOrganizationList();

/** The page of the visitor's organizations, with what came of a call. */
export const sendOrganizations = async (
  request: Request,
  response: Response,
  called?: CallResult & { id: string },
) => {
  const fetchUserInfo = () => createNodeClient(request, response).fetchUserInfo();
  const organizations = await listOrganizations(request.user.claims ?? {}, fetchUserInfo);

  const panels = organizations.map(({ id, name, roles }) => (
    <CallPanel
      key={id}
      name={name}
      details={[
        ['Organization ID', id],
        ['Your roles', roles.join(' ')],
      ]}
      buttons={[
        { label: `Members of ${name}`, fields: { id, call: 'members' } },
        { label: `Invite to ${name}`, fields: { id, call: 'invite' } },
        { label: `Shopping list of ${name}`, fields: { id, call: 'shopping' } },
      ].map((button) => (
        <PostButton key={button.label} size="small" variant="secondary" action="/organizations" {...button} />
      ))}
      result={called?.id === id ? called : undefined}
    />
  ));

  sendPage(response, {
    current: '/organizations',
    title: 'Organizations',
    signedIn: true,
    source: source('src/call-for-organization.ts', 'client.getOrganizationToken(id)'),
    children: (
      <>
        <h1>Organizations</h1>
        <CallList empty="You belong to no organization.">{panels}</CallList>
      </>
    ),
  });
};

export const showOrganizations: RequestHandler = (request, response) => sendOrganizations(request, response);
