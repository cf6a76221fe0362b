import { z } from 'zod/v3';
import { guardBody } from '../account/body-guard.ts';
import { ApiError, demand } from '../api-error.ts';
import { type Directory, idOf, randomId } from '../directory.ts';
import type { Inbox } from '../inbox.ts';
import { namedRoles } from './shapes.ts';

/** An invitation to an organization. Its id is the secret in its link. */
export type Invitation = {
  id: string;
  inviterId: string | null;
  invitee: string;
  acceptedUserId: string | null;
  organizationId: string;
  status: 'Pending' | 'Accepted' | 'Revoked';
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
  /** Names of organization roles. */
  roles: string[];
};

export type Invitations = Map<string, Invitation>;

type Context = { directory: Directory; invitations: Invitations; inbox: Inbox };

const message = z.object({ code: z.string().optional(), link: z.string().optional() });

const newInvitation = z.object({
  inviterId: z.string().nullable().default(null),
  invitee: z.string().email(),
  organizationId: z.string(),
  expiresAt: z.number(),
  organizationRoleIds: z.array(z.string()).default([]),
  messagePayload: z.union([message, z.boolean()]).default(false),
});

const newStatus = z.object({
  status: z.enum(['Accepted', 'Revoked']),
  acceptedUserId: z.string().nullish(),
});

const stateOf = ({ status, expiresAt }: Invitation) =>
  status === 'Pending' && expiresAt <= Date.now() ? 'Expired' : status;

/** An invitation as the Management API shows it. */
export const shownInvitation = ({ roles, ...invitation }: Invitation, directory: Directory) => ({
  tenantId: 'default',
  ...invitation,
  status: stateOf({ roles, ...invitation }),
  organizationRoles: namedRoles(directory, roles),
});

const belongsTo = (directory: Directory, email: string, organizationId: string): boolean => {
  const account = directory.find({ type: 'email', value: email });
  return Boolean(account && directory.organizationsOf(account).some(({ id }) => id === organizationId));
};

/** The email of the template OrganizationInvitation. It reaches the inbox on the start page only. */
const send = (
  { directory, inbox }: Context,
  { invitee, organizationId }: Invitation,
  { link = '' }: z.infer<typeof message>,
): void => {
  const name = directory.organization(organizationId)?.name;
  inbox.add({ email: invitee, text: `You are invited to join ${name}: ${link}`, link });
};

export const findInvitation = ({ invitations }: Context, id = ''): Invitation => {
  const invitation = invitations.get(id);
  if (!invitation) throw new ApiError(404, 'entity.not_found');
  return invitation;
};

/** Invites somebody by email. Throws ApiError if Logto would refuse it. */
export const createInvitation = (context: Context, body: unknown): Invitation => {
  const { directory, invitations } = context;
  const { organizationRoleIds, messagePayload, ...wanted } = guardBody(newInvitation, body);
  const { invitee, organizationId, expiresAt, inviterId } = wanted;
  demand(expiresAt > Date.now(), 400, 'organization_invitation.expires_at_future_required');
  const { organizationRoles } = directory.tenant;
  const roles = organizationRoles
    .map(({ name }) => name)
    .filter((name) => organizationRoleIds.includes(idOf('organization-role', name, 21)));
  const isComplete =
    directory.organization(organizationId) &&
    roles.length === organizationRoleIds.length &&
    (inviterId === null || directory.account(inviterId));
  demand(isComplete, 422, 'entity.relation_foreign_key_not_found');
  demand(
    !belongsTo(directory, invitee, organizationId),
    422,
    'organization_invitation.invitee_already_member',
  );
  const isPending = [...invitations.values()].some(
    (known) =>
      known.invitee === invitee && known.organizationId === organizationId && known.status === 'Pending',
  );
  demand(!isPending, 422, 'entity.unique_integrity_violation');

  const now = Date.now();
  const invitation: Invitation = {
    id: randomId(21),
    ...wanted,
    acceptedUserId: null,
    status: 'Pending',
    createdAt: now,
    updatedAt: now,
    roles,
  };
  invitations.set(invitation.id, invitation);
  if (messagePayload) send(context, invitation, messagePayload === true ? {} : messagePayload);
  return invitation;
};

/** Sends the email again, or for the first time. */
export const sendInvitation = (context: Context, id: string | undefined, body: unknown): void =>
  send(context, findInvitation(context, id), guardBody(message, body));

/** Accepts an invitation, which makes the user a member, or revokes it. Throws ApiError if it is over, or for another. */
export const changeStatus = (context: Context, id: string | undefined, body: unknown): Invitation => {
  const { directory } = context;
  const { status, acceptedUserId } = guardBody(newStatus, body);
  const invitation = findInvitation(context, id);
  demand(stateOf(invitation) === 'Pending', 422, 'organization_invitation.status_unchangeable');
  if (status === 'Accepted') {
    demand(acceptedUserId, 422, 'organization_invitation.accepted_user_id_required');
    const account = directory.account(acceptedUserId);
    if (!account) throw new ApiError(404, 'entity.not_found');
    const isInvitee = account.primaryEmail === invitation.invitee;
    demand(isInvitee, 422, 'organization_invitation.accepted_user_email_mismatch');
    directory.join(account, invitation.organizationId, invitation.roles);
    invitation.acceptedUserId = acceptedUserId;
  }
  invitation.status = status;
  invitation.updatedAt = Date.now();
  return invitation;
};
