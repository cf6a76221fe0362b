import type { UpstreamUser } from '@repo/tenant';
import type { AccountClaims } from 'oidc-provider';

export type UpstreamAccounts = {
  /** The users that exist from the start, and those who have signed in since. */
  all: () => UpstreamUser[];
  find: (login: string) => UpstreamUser | undefined;
  /** Replaces a user, or adds one. */
  save: (user: UpstreamUser) => void;
};

/** Creates the users of the upstream provider. They are kept in memory. */
export const createUpstreamAccounts = (users: UpstreamUser[]): UpstreamAccounts => {
  const accounts = new Map(users.map((user) => [user.login, user]));
  return {
    all: () => [...accounts.values()],
    find: (login) => accounts.get(login),
    save: (user) => {
      accounts.set(user.login, user);
    },
  };
};

/** The details that somebody who is new to the upstream provider starts with. */
export const newUpstreamUser = (login: string): UpstreamUser => ({
  login,
  name: `${login.charAt(0).toUpperCase()}${login.slice(1)} Upstream`,
  email: `${login.toLowerCase()}@upstream.example.com`,
  emailVerified: true,
  picture: `https://example.com/${encodeURIComponent(login)}.png`,
});

/** The claims about a user (OpenID Connect Core 1.0, section 5.1). Claims without a value are left out. */
export const upstreamClaims = ({
  login,
  name,
  picture,
  email,
  emailVerified,
}: UpstreamUser): AccountClaims => ({
  sub: login,
  ...(name && { name }),
  ...(picture && { picture }),
  ...(email && { email, email_verified: emailVerified ?? false }),
});
