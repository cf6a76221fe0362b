import type { Request } from 'express';
import { z } from 'zod';
import type { Lists } from './lists.ts';
import type { OrganizationParameters } from './organization-audience.ts';
import { checkBody } from './request-body.ts';
import type { ProtectedResponse } from './require-access-token.ts';

/** Somebody in an organization, as far as this API knows: it has seen their token, or somebody invited them. */
export type Member =
  | { status: 'member'; id: string }
  | ({ status: 'invited'; invitedBy: string } & Invitation);

type Invitation = { email?: string; username?: string };

const email = z.email().max(254).toLowerCase();
// Logto's rule for usernames.
const username = z
  .string()
  .max(128)
  .regex(/^[A-Z_a-z]\w*$/);
const invitation: z.ZodType<Invitation> = z.union([z.strictObject({ email }), z.strictObject({ username })]);
const hint = 'Send {"email": "…"} or {"username": "…"} as application/json';

type OrganizationRequest = Request<OrganizationParameters>;

const rememberCaller = (members: Lists<Member>, organizationId: string, id: string): void => {
  const isKnown = members.of(organizationId).some((member) => member.status === 'member' && member.id === id);
  if (!isKnown) members.add(organizationId, { status: 'member', id });
};

/** Answers with the members of the organization in the path. */
export const showMembers =
  (members: Lists<Member>) => (request: OrganizationRequest, response: ProtectedResponse) => {
    const { organizationId } = request.params;
    rememberCaller(members, organizationId, response.locals.accessToken.sub);
    response.json({ members: members.of(organizationId) });
  };

/** Invites somebody to the organization in the path. Who is invited already is not invited twice. */
export const inviteMember =
  (members: Lists<Member>) => (request: OrganizationRequest, response: ProtectedResponse) => {
    const { organizationId } = request.params;
    const { sub } = response.locals.accessToken;
    const invited = checkBody(request.body, invitation, hint);
    rememberCaller(members, organizationId, sub);

    const isSame = (member: Member) =>
      member.status === 'invited' && member.email === invited.email && member.username === invited.username;
    const known = members.of(organizationId).find(isSame);
    if (known) return response.json(known);

    const member: Member = { status: 'invited', ...invited, invitedBy: sub };
    members.add(organizationId, member);
    response.status(201).json(member);
  };
