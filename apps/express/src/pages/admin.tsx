import { resources } from '@repo/config';
import { type ApiAnswer, callApi } from '@repo/server';
import { CallList, CallPanel, callPanelFragment, ItemNames, PostButton } from '@repo/ui';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { takeFormInput } from '../components/form-input.ts';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { createNodeClient } from '../logto/client.ts';

const callItems = (
  request: Request,
  response: Response,
  call: Pick<Parameters<typeof callApi>[1], 'method' | 'body'>,
) => {
  const client = createNodeClient(request, response);
  return callApi(`${environment.resourceServerUrl}/shopping/items`, {
    ...call,
    getAccessToken: () => client.getAccessToken(resources.shopping),
    clearAccessToken: () => client.clearAccessToken(),
  });
};

const sendAdmin = async (request: Request, response: Response, answer?: ApiAnswer) => {
  const list = await callItems(request, response, { method: 'GET' });
  const name = 'Shopping list';
  const user = request.user.claims?.sub ?? '';
  // #region lesson
  const typed = await takeFormInput(request, response, user);
  // #endregion

  sendPage(response, {
    current: '/admin',
    heading: 'Admin',
    signedIn: true,
    children: (
      <CallList>
        <CallPanel
          name={name}
          details={[['Items', <ItemNames key="items" body={list.body} />]]}
          buttons={
            <PostButton
              size="small"
              variant="secondary"
              action={`/admin${callPanelFragment(name)}`}
              label="Add item"
              fields={{ user }}
              inputs={[{ label: 'Name', name: 'name', defaultValue: typed(undefined, 'name') }]}
            />
          }
          result={answer ?? (list.status === 200 ? undefined : list)}
        />
      </CallList>
    ),
  });
};

/** For those who may write to the Shopping API. */
export const showAdmin: RequestHandler = (request, response) => sendAdmin(request, response);

/** Adds an item to the visitor's shopping list, and shows the page again. */
export const addItem: RequestHandler = async (request, response) => {
  const body = { name: String(request.body?.name ?? '') };
  await sendAdmin(request, response, await callItems(request, response, { method: 'POST', body }));
};

/** The visitor's shopping list, for scripts. */
export const readItems: RequestHandler = async (request, response) => {
  const { status, body } = await callItems(request, response, { method: 'GET' });
  response.status(status).json(body);
};

// Without a body, the API says what it expects.
const withoutBody: ErrorRequestHandler = (error, _request, _response, next) =>
  next(error.type === 'entity.parse.failed' ? undefined : error);

export const parseItem = [express.json({ limit: '2kb' }), withoutBody];

/** Adds an item, sent as `{"name": "…"}`. */
export const writeItem: RequestHandler = async (request, response) => {
  const { status, body } = await callItems(request, response, { method: 'POST', body: request.body });
  response.status(status).json(body);
};
