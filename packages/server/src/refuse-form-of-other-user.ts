/** The form was shown to another user. A failure of the kind `replaced`. */
class OtherUserError extends Error {
  override readonly name = 'OtherUserError';
}

/**
 * Refuses a form that a former user left open in a tab: it would change what belongs to the current user. Only `claims` decide who
 * is signed in.
 *
 * @param user What the form says in a hidden field: the `sub` of the user to whom it was shown. Without it, nothing is checked.
 * @param claims The claims of the ID token of the user who is signed in.
 * @throws An error of the kind `replaced` if they differ.
 */
export const refuseFormOfOtherUser = (user: unknown, { sub }: { sub: string }): void => {
  if (typeof user === 'string' && user !== sub)
    throw new OtherUserError('The form was shown to another user');
};
