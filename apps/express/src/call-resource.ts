import { apis } from '@repo/config';
import type { RequestHandler } from 'express';
import { callApi } from './call-api.ts';
import { createNodeClient } from './node-client.ts';
import { sendResources } from './resources.tsx';

/** Asks for an access token for the API resource, which the session keeps, and calls the API with it. */
export const callResource: RequestHandler = async (request, response) => {
  const { indicator: asked, method } = request.body ?? {};
  const api = apis.find(({ indicator }) => indicator === asked);
  if (!api) return sendResources(response.status(400));

  const { indicator, path } = api;
  const accessToken = await createNodeClient(request, response).getAccessToken(indicator);
  const result =
    method === 'POST'
      ? await callApi(accessToken, { method: 'POST', path, body: { name: 'Written by the Express app' } })
      : await callApi(accessToken, { method: 'GET', path });

  sendResources(response, { ...result, indicator });
};
