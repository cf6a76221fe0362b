import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { type ManagementApi, ManagementError } from './management-api.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** The organization role of somebody who accepts. */
const invitedRole = 'member';

const applicationSchema = z.object({ oidcClientMetadata: z.object({ redirectUris: z.array(z.string()) }) });
const rolesSchema = z.array(z.object({ id: z.string(), name: z.string() }));
const invitationSchema = z.object({
  id: z.string(),
  invitee: z.string(),
  organizationId: z.string(),
  status: z.enum(['Pending', 'Accepted', 'Expired', 'Revoked']),
  expiresAt: z.number(),
});
const organizationSchema = z.object({ id: z.string(), name: z.string() });
const userSchema = z.object({ primaryEmail: z.string().nullable() });

/** Throws this error in place of a refusal with one of these codes. */
const refusing =
  (codes: readonly string[], error: ApiError) =>
  (thrown: unknown): never => {
    throw thrown instanceof ManagementError && codes.includes(thrown.code) ? error : thrown;
  };

// The two that Logto has for an id that does not exist.
const unknown = ['entity.not_found', 'entity.not_exists_with_id'];

const notFound = new ApiError(404, 'not_found', 'There is no such invitation');
const forAnother = new ApiError(
  403,
  'invitation_for_another',
  'This invitation was sent to another email address than that of your account',
);
const used = new ApiError(410, 'invitation_used', 'This invitation has been accepted already');
const over = new ApiError(410, 'invitation_over', 'This invitation has expired, or was revoked');

/**
 * Whether the origin matches that of a redirect URI. As in Logto, `*` stands for characters within one label of the host, whose
 * last two labels must be literal.
 */
const isOriginOf = (redirectUri: string, origin: string): boolean => {
  if (!URL.canParse(redirectUri)) return false;
  const { origin: pattern } = new URL(redirectUri);
  const isTooBroad = /\*[^.]*(\.[^.]*)?\.*$/.test(pattern);
  // No host has a label this long. With several wildcards, the expression below would take seconds to refuse it.
  const isTooLong = /[^.:/]{64}/.test(origin);
  if (isTooBroad || isTooLong) return false;
  const expression = pattern.replace(/[^\w*-]/g, '\\$&').replaceAll('*', '[a-z\\d-]+');
  return new RegExp(`^${expression}$`).test(origin);
};

/** The form of Logto's ids of invitations. Anything else would be another path of the Management API. */
const idPattern = /^[a-z0-9]{1,21}$/;

/**
 * Invitations to organizations, which Logto keeps (its organization invitation API). The id of an invitation is the secret
 * in its link: 21 random characters that only the email contains.
 */
export const createInvitations = (management: ManagementApi) => {
  /** Only to the application itself: otherwise, Logto would mail any link in its own name. */
  const checkLink = async (link: string, applicationId: string): Promise<void> => {
    const { oidcClientMetadata } = await management(
      `GET /api/applications/${encodeURIComponent(applicationId)}`,
      applicationSchema,
    );
    const { origin, href } = new URL(link);
    const isOwn = oidcClientMetadata.redirectUris.some((uri) => isOriginOf(uri, origin));
    // The email contains the link as text, so refuse what could be more than an address: HTML, or a user name before the host.
    const isAddress = link === href && link.startsWith(`${origin}/`);
    if (!isOwn || !isAddress)
      throw new ApiError(400, 'invalid_request', 'The link must lead to the application itself');
  };

  /** The invitation, if this user may accept it. */
  const findPending = async (id: string, userId: string) => {
    if (!idPattern.test(id)) throw notFound;
    const invitation = await management(`GET /api/organization-invitations/${id}`, invitationSchema).catch(
      refusing(unknown, notFound),
    );
    const { primaryEmail } = await management(
      `GET /api/users/${encodeURIComponent(userId)}`,
      userSchema,
    ).catch(refusing(unknown, forAnother));
    // First, so that nobody else learns what became of it.
    if (primaryEmail?.toLowerCase() !== invitation.invitee.toLowerCase()) throw forAnother;
    if (invitation.status === 'Accepted') throw used;
    if (invitation.status !== 'Pending' || invitation.expiresAt <= Date.now()) throw over;
    return invitation;
  };

  const organizationOf = ({ organizationId }: { organizationId: string }) =>
    management(`GET /api/organizations/${organizationId}`, organizationSchema);

  return {
    /**
     * Invites by email, for a week.
     *
     * @param invitation.link Where the link in the email leads. The id of the invitation is added as one more part of the path.
     * @param invitation.applicationId The `client_id` of the access token, which the link must lead to.
     */
    invite: async (invitation: {
      organizationId: string;
      email: string;
      invitedBy: string;
      link: string;
      applicationId: string;
    }): Promise<void> => {
      const { organizationId, email: invitee, invitedBy: inviterId, link, applicationId } = invitation;
      await checkLink(link, applicationId);
      const roles = await management('GET /api/organization-roles', rolesSchema);
      const organizationRoleIds = roles.filter(({ name }) => name === invitedRole).map(({ id }) => id);
      const { id } = await management('POST /api/organization-invitations', invitationSchema, {
        organizationId,
        invitee,
        inviterId,
        expiresAt: Date.now() + week,
        organizationRoleIds,
        messagePayload: false,
      }).catch(
        refusing(
          ['organization_invitation.invitee_already_member', 'entity.unique_integrity_violation'],
          // Also happens if Logto's response to the first attempt was lost: without the id in it, no email was sent.
          new ApiError(
            409,
            'conflict',
            'This address belongs to a member, or is already invited. If no email arrived, revoke the invitation at Logto first',
          ),
        ),
      );

      try {
        // Only now, because the link contains the id.
        const message = { link: `${link}/${id}` };
        await management(`POST /api/organization-invitations/${id}/message`, z.unknown(), message);
      } catch (error) {
        console.error('The invitation could not be sent:', error);
        const status = { status: 'Revoked' };
        await management(`PUT /api/organization-invitations/${id}/status`, z.unknown(), status);
        throw new ApiError(503, 'temporarily_unavailable', 'Logto could not send the email');
      }
    },

    /** Returns what a user is invited to. Throws ApiError: 404 if there is no such invitation, 403 if it is for another, 410 if it is over. */
    read: async (id: string, userId: string) => ({
      organization: await organizationOf(await findPending(id, userId)),
    }),

    /** Makes the user a member. Throws as `read` does, and if the same invitation is accepted twice at once. */
    accept: async (id: string, userId: string) => {
      const invitation = await findPending(id, userId);
      const status = { status: 'Accepted', acceptedUserId: userId };
      await management(`PUT /api/organization-invitations/${id}/status`, z.unknown(), status)
        .catch(refusing(['organization_invitation.status_unchangeable'], used))
        .catch(refusing(['organization_invitation.accepted_user_email_mismatch'], forAnother));
      return { organization: await organizationOf(invitation), email: invitation.invitee };
    },
  };
};
