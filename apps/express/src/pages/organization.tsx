import { type ApiAnswer, refuseFormOfOtherUser, rememberOrganization } from '@repo/server';
import {
  CallList,
  CallPanel,
  callPanelFragment,
  ItemNames,
  MemberNames,
  OrganizationSwitcher,
  PostButton,
} from '@repo/ui';
import type { Request, RequestHandler } from 'express';
import { takeFormInput } from '../components/form-input.ts';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import { createNodeClient } from '../logto/client.ts';
import { callForOrganization, listOrganizations } from '../logto/organization.ts';

/** Only the visitor's own: the claims of the ID token decide, and then Logto, when it is asked for a token. */
const isMember = ({ user, params }: Request<{ id: string }>) =>
  user.claims?.organizations?.includes(params.id);

/** Shows an organization, and the answer to the call that the visitor made on its page, if any. */
export const showOrganization: RequestHandler<{ id: string }> = async (request, response, next) => {
  if (!isMember(request)) return next();

  const { id } = request.params;
  const client = createNodeClient(request, response);
  const organizations = await listOrganizations(request.user.claims ?? {}, () => client.fetchUserInfo());
  const { name = id, roles = [] } = organizations.find((organization) => organization.id === id) ?? {};
  const answer: ApiAnswer | undefined = response.locals.answer;
  const members = await callForOrganization(client, request, id, { call: 'members' });
  const items = await callForOrganization(client, request, id, { call: 'shopping' });

  const user = String(request.user.claims?.sub);
  // #region lesson
  const typed = await takeFormInput(request, response, user);
  // #endregion

  response.cookie(...rememberOrganization(id, environment));
  sendPage(response, {
    current: '/organizations',
    title: name,
    heading: 'Organization',
    signedIn: true,
    children: (
      <>
        <OrganizationSwitcher path="/organizations" organizations={organizations} current={id} />
        <CallList>
          <CallPanel
            name={name}
            details={[
              ['Organization ID', id],
              ['Your roles', roles.join(' ')],
              ['Members', <MemberNames key="members" body={members?.body} you={user} />],
              ['Shopping list', <ItemNames key="items" body={items?.body} />],
            ]}
            buttons={[
              { label: `Members of ${name}`, fields: { call: 'members' } },
              { label: `Shopping list of ${name}`, fields: { call: 'shopping' } },
              {
                label: `Invite to ${name}`,
                fields: { call: 'invite' },
                inputs: [{ label: 'Email', name: 'email', type: 'email' as const }],
              },
            ].map((button) => (
              <PostButton
                key={button.label}
                size="small"
                variant="secondary"
                action={`/organizations/${id}${callPanelFragment(name)}`}
                {...button}
                fields={{ ...button.fields, user }}
                // #region lesson
                inputs={button.inputs?.map((input) => ({
                  ...input,
                  defaultValue: typed(button.fields.call, input.name),
                }))}
                // #endregion
              />
            ))}
            result={answer ?? [members, items].find((list) => list?.status !== 200)}
          />
        </CallList>
      </>
    ),
  });
};

/** Calls the API for the organization, before `showOrganization`. */
export const callOrganization: RequestHandler<{ id: string }> = async (request, response, next) => {
  if (!isMember(request)) return next();

  refuseFormOfOtherUser(request.body?.user, { sub: String(request.user.claims?.sub) });
  const client = createNodeClient(request, response);
  response.locals.answer = await callForOrganization(client, request, request.params.id, request.body ?? {});
  if (!response.locals.answer) response.status(400);
  next();
};
