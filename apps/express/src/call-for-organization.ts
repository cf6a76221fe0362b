import type NodeClient from '@logto/node';
import { resources } from '@repo/config';
import type { RequestHandler } from 'express';
import { callApi } from './call-api.ts';
import { createNodeClient } from './node-client.ts';
import { sendOrganizations } from './organizations.tsx';

const callFor = async (client: NodeClient, id: string, call: unknown) => {
  const path = `/organizations/${encodeURIComponent(id)}/members`;
  switch (call) {
    case 'members':
      return callApi(client, () => client.getOrganizationToken(id), { method: 'GET', path });
    case 'invite': {
      const body = { email: 'newcomer@example.com' };
      return callApi(client, () => client.getOrganizationToken(id), { method: 'POST', path, body });
    }
    case 'shopping': {
      const getAccessToken = () => client.getAccessToken(resources.shopping, id);
      return callApi(client, getAccessToken, { method: 'GET', path: '/shopping/items' });
    }
  }
};

/** Asks for a token for one organization, which the session keeps, and calls the API with it. */
export const callForOrganization: RequestHandler = async (request, response) => {
  const { organizations } = request.user.claims ?? {};
  const id = organizations?.find((organization) => organization === request.body?.id);
  const result = id && (await callFor(createNodeClient(request, response), id, request.body.call));
  if (!result) return sendOrganizations(request, response.status(400));

  return sendOrganizations(request, response, { ...result, id });
};
