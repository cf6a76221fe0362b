import type NodeClient from '@logto/node';
import { resources } from '@repo/config';
import { type ApiAnswer, callApi, createOrganizationList } from '@repo/server';
import { CallList, CallPanel, callPanelFragment, PostButton } from '@repo/ui';
import type { Request, RequestHandler, Response } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { createNodeClient } from '../logto/client.ts';

const listOrganizations = createOrganizationList();

const sendOrganizations = async (
  request: Request,
  response: Response,
  called?: { id: string; answer: ApiAnswer },
) => {
  const organizations = await listOrganizations(request.user.claims ?? {}, () =>
    createNodeClient(request, response).fetchUserInfo(),
  );

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
        <PostButton
          key={button.label}
          size="small"
          variant="secondary"
          action={`/organizations${callPanelFragment(name)}`}
          {...button}
        />
      ))}
      result={called?.id === id ? called.answer : undefined}
    />
  ));

  sendPage(response, {
    current: '/organizations',
    title: 'Organizations',
    signedIn: true,
    children: (
      <>
        <h1>Organizations</h1>
        <CallList empty="You belong to no organization.">{panels}</CallList>
      </>
    ),
  });
};

export const showOrganizations: RequestHandler = (request, response) => sendOrganizations(request, response);

const callFor = async (client: NodeClient, id: string, call: unknown) => {
  const members = `${environment.resourceServerUrl}/organizations/${encodeURIComponent(id)}/members`;
  const clearAccessToken = () => client.clearAccessToken();
  const withToken = { getAccessToken: () => client.getOrganizationToken(id), clearAccessToken };

  switch (call) {
    case 'members':
      return callApi(members, { method: 'GET', ...withToken });
    case 'invite': {
      const body = { email: 'newcomer@example.com' };
      return callApi(members, { method: 'POST', body, ...withToken });
    }
    case 'shopping':
      return callApi(`${environment.resourceServerUrl}/shopping/items`, {
        method: 'GET',
        getAccessToken: () => client.getAccessToken(resources.shopping, id),
        clearAccessToken,
      });
  }
};

/** Calls the API with a token for one of the visitor's organizations. The session caches the token. */
export const callForOrganization: RequestHandler = async (request, response) => {
  const { organizations } = request.user.claims ?? {};
  const id = organizations?.find((organization) => organization === request.body?.id);
  const answer = id && (await callFor(createNodeClient(request, response), id, request.body.call));
  if (!id || !answer) return sendOrganizations(request, response.status(400));

  return sendOrganizations(request, response, { id, answer });
};
