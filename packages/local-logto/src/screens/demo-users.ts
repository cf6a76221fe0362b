import type { SignInMethod, Tenant, User } from '@repo/tenant';
import type { Identifier } from '../directory.ts';

/** More buttons would hide the form. The start page lists everybody. */
const mostButtons = 8;

/** A user of the tenant, and what they enter on the first screen. */
export type DemoUser = { user: User; identifier: Identifier };

const identifierOf = (user: User, methods: SignInMethod[]): Identifier | undefined => {
  const values = { username: user.username, email: user.primaryEmail, phone: user.primaryPhone };
  return methods.flatMap(({ identifier: type }) => {
    const value = values[type];
    return value === undefined ? [] : [{ type, value }];
  })[0];
};

/** The users of the tenant that a screen with these methods can fill in. */
export const demoUsers = ({ users }: Tenant, methods: SignInMethod[]): DemoUser[] =>
  users
    .flatMap((user) => {
      const identifier = identifierOf(user, methods);
      return identifier ? [{ user, identifier }] : [];
    })
    .slice(0, mostButtons);

/** The password of a user whose button was pressed, unless somebody else was entered since. */
export const passwordToFillIn = (
  demo: DemoUser[],
  filledIn: string | undefined,
  entered: Identifier | undefined,
): string | undefined =>
  demo.find(
    ({ user, identifier }) =>
      user.username === filledIn && identifier.type === entered?.type && identifier.value === entered.value,
  )?.user.password;
