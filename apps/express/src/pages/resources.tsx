import { apis } from '@repo/config';
import { type ApiAnswer, callApi } from '@repo/server';
import { CallList, CallPanel, callPanelFragment, PostButton } from '@repo/ui';
import type { Request, RequestHandler, Response } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { createNodeClient } from '../logto/client.ts';

const sendResources = (
  request: Request,
  response: Response,
  called?: { indicator: string; answer: ApiAnswer },
) => {
  const panels = apis.map(({ name, indicator, read, write }) => (
    <CallPanel
      key={indicator}
      name={name}
      details={[['Resource indicator', indicator]]}
      requestedScopes={[read, write]}
      buttons={[
        { label: `Read from ${name}`, fields: { indicator, method: 'GET' } },
        { label: `Write to ${name}`, fields: { indicator, method: 'POST' } },
      ].map((button) => (
        <PostButton
          key={button.label}
          size="small"
          variant="secondary"
          action={`/resources${callPanelFragment(name)}`}
          {...button}
          fields={{ ...button.fields, user: request.user.claims?.sub ?? '' }}
        />
      ))}
      result={called?.indicator === indicator ? called.answer : undefined}
    />
  ));

  sendPage(response, {
    current: '/resources',
    heading: 'API resources',
    signedIn: true,
    children: <CallList>{panels}</CallList>,
  });
};

export const showResources: RequestHandler = (request, response) => sendResources(request, response);

/**
 * Calls an API with an access token for its resource. A refusal by the API is a response, which the page shows. Only thrown
 * errors reach `showFailure`.
 */
export const callResource: RequestHandler = async (request, response) => {
  // Only a known API: a token must not go to whatever a form names.
  const api = apis.find(({ indicator }) => indicator === request.body?.indicator);
  if (!api) return sendResources(request, response.status(400));

  const client = createNodeClient(request, response);
  const isWrite = request.body.method === 'POST';
  const answer = await callApi(`${environment.resourceServerUrl}${api.path}`, {
    method: isWrite ? 'POST' : 'GET',
    body: isWrite ? { name: 'Written by the Express app' } : undefined,
    getAccessToken: () => client.getAccessToken(api.indicator),
    clearAccessToken: () => client.clearAccessToken(),
  });

  sendResources(request, response, { indicator: api.indicator, answer });
};
