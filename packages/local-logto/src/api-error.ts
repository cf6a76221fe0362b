/** The messages of a real Logto by error code. */
const messages: Record<string, string> = {
  'account_center.not_enabled': 'Account center is not enabled.',
  'account_center.field_not_editable': 'Field is not editable.',
  'account_center.field_not_enabled': 'Field is not enabled.',
  'auth.authorization_header_missing': 'Authorization header is missing.',
  'auth.authorization_token_type_not_supported': 'Authorization type is not supported.',
  'auth.forbidden': 'Forbidden. Please check your user roles and permissions.',
  'auth.unauthorized': 'Unauthorized. Please check credentials and its scope.',
  'entity.invalid_input': 'Invalid input. Value list must not be empty.',
  'entity.relation_foreign_key_not_found':
    'Cannot find one or more foreign keys. Please check the input and ensure that all referenced entities exist.',
  'entity.unique_integrity_violation': 'The entity already exists. Please check the input and try again.',
  'entity.not_found': 'The resource does not exist.',
  'guard.invalid_input': 'The request body is invalid.',
  'guard.invalid_pagination': 'The request pagination value is invalid.',
  'organization.require_membership': 'The user must be a member of the organization to proceed.',
  'organization_invitation.accepted_user_email_mismatch':
    'The user who accepts must have the email address of the invitation.',
  'organization_invitation.accepted_user_id_required': 'Accepting an invitation requires `acceptedUserId`.',
  'organization_invitation.expires_at_future_required': '`expiresAt` must be in the future.',
  'organization_invitation.invitee_already_member': 'The invitee is a member of the organization already.',
  'organization_invitation.status_unchangeable': 'The status of the invitation cannot change any more.',
  'password.rejected': 'Password rejected. Please check if your password meets the requirements.',
  'request.message_rate_limited': 'Too many messages sent to this recipient. Please try again later.',
  'secrets.third_party_token_set.access_token_expired':
    'The access token has expired. Please reconnect your account.',
  'secrets.third_party_token_set.token_not_found': 'Token record not found.',
  'session.invalid_credentials': 'Incorrect account or password. Please check your input.',
  'user.email_already_in_use': 'This email is associated with an existing account.',
  'user.identity_already_in_use': 'The social account has been associated with an existing account.',
  'user.identity_not_exist': 'The social account has not been registered yet.',
  'user.identity_not_exists_in_current_user':
    'The specified identity does not exist in the current user account. Please link the identity before proceeding.',
  'user.last_sign_in_method_required': 'You need to keep at least one identifier in your account.',
  'user.phone_already_in_use': 'This phone number is associated with an existing account.',
  'user.same_password': 'New password cannot be the same as your old password.',
  'user.username_already_in_use': 'This username is already in use.',
  'verification_code.email_mismatch': 'Email mismatch. Please request a new verification code.',
  'verification_code.not_found': 'Verification code not found. Please send verification code first.',
  'verification_code.phone_mismatch': 'Phone mismatch. Please request a new verification code.',
  'verification_record.not_found': 'Verification record not found.',
  'verification_record.permission_denied': 'Permission denied, please re-authenticate.',
};

/** A request that an API refuses, in the form of Logto's errors. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    /** Further members of the response, such as `data`. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(messages[code] ?? code);
  }
}

/** @throws ApiError unless the condition is true. */
export function demand(condition: unknown, status: number, code: string): asserts condition {
  if (!condition) throw new ApiError(status, code);
}
