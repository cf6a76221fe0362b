import { apis } from '@repo/config';
import { source } from '@repo/config/source';
import { CallList, CallPanel, type CallResult, PostButton } from '@repo/ui';
import type { RequestHandler, Response } from 'express';
import { sendPage } from './page.tsx';

/** The page of the API resources, with what came of a call. */
export const sendResources = (response: Response, called?: CallResult & { indicator: string }) => {
  const panels = apis.map(({ name, indicator, read, write }) => (
    <CallPanel
      key={indicator}
      name={name}
      details={[
        ['Resource indicator', indicator],
        ['Requested scopes', `${read} ${write}`],
      ]}
      buttons={[
        { label: `Read from ${name}`, fields: { indicator, method: 'GET' } },
        { label: `Write to ${name}`, fields: { indicator, method: 'POST' } },
      ].map((button) => (
        <PostButton key={button.label} size="small" variant="secondary" action="/resources" {...button} />
      ))}
      result={called?.indicator === indicator ? called : undefined}
    />
  ));

  sendPage(response, {
    current: '/resources',
    title: 'API resources',
    signedIn: true,
    source: source('src/call-resource.ts', 'getAccessToken(indicator)'),
    children: (
      <>
        <h1>API resources</h1>
        <CallList>{panels}</CallList>
      </>
    ),
  });
};

export const showResources: RequestHandler = (_request, response) => sendResources(response);
