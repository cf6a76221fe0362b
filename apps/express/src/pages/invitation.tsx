import { Invitation, PostButton } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';
import { createNodeClient, refreshClaims } from '../logto/client.ts';
import { callInvitation } from '../logto/organization.ts';

/** Says what the visitor is invited to, or why they cannot accept the invitation. */
export const showInvitation: RequestHandler<{ id: string }> = async (request, response) => {
  const { id } = request.params;
  const answer = await callInvitation(createNodeClient(request, response), id, 'GET');

  sendPage(response, {
    current: '/organizations',
    title: 'Invitation',
    signedIn: true,
    children: (
      <Invitation
        answer={answer}
        claims={request.user.claims ?? {}}
        accept={<PostButton action={`/invitations/${id}`} label="Accept" />}
        wayOn={<a href="/organizations">Go to your organizations</a>}
      />
    ),
  });
};

/** Makes the visitor a member, as the renewed ID token then says. If it fails, the page says why. */
export const acceptInvitation: RequestHandler<{ id: string }> = async (request, response) => {
  const { id } = request.params;
  const client = createNodeClient(request, response);
  const { status } = await callInvitation(client, id, 'POST');
  if (status !== 200) return response.redirect(`/invitations/${encodeURIComponent(id)}`);

  await refreshClaims(client);
  response.redirect('/organizations');
};
