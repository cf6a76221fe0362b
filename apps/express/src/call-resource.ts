import { apis } from '@repo/config';
import type { RequestHandler } from 'express';
import { type Call, callApi } from './call-api.ts';
import { createNodeClient } from './node-client.ts';
import { sendResources } from './resources.tsx';

/** Asks for an access token for the API resource, which the session keeps, and calls the API with it. */
export const callResource: RequestHandler = async (request, response) => {
  const { indicator: asked, method } = request.body ?? {};
  const api = apis.find(({ indicator }) => indicator === asked);
  if (!api) return sendResources(response.status(400));

  const { indicator, path } = api;
  const client = createNodeClient(request, response);
  const getAccessToken = () => client.getAccessToken(indicator);
  const body = { name: 'Written by the Express app' };
  const call: Call = method === 'POST' ? { method, path, body } : { method: 'GET', path };
  const result = await callApi(client, getAccessToken, call);

  sendResources(response, { ...result, indicator });
};
