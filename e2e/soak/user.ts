import { users } from '@repo/config';
import { readable, type View } from './scriptless-browser.ts';

/** Somebody who can sign in, and what no page may show to anybody else. */
export type User = { username: string; password: string; sub: string; name: string; mayRead: boolean };

export type Account = Omit<User, 'sub'>;

/** The users of the tenant. */
export const tenantUsers: Account[] = Object.values(users).map((user) => ({
  username: user.username,
  password: user.password,
  name: 'name' in user ? user.name : user.username,
  mayRead: user.roles.length > 0,
}));

/** Somebody who is yet to register: Logto gives them no role. */
export const newcomer = (number: number): Account => {
  const username = `newcomer_${number}`;
  return { username, password: `${username}-demo`, name: username, mayRead: false };
};

/** A claim in the table that a page shows. */
export const claimOf = ({ html }: View, claim: string): string | undefined => {
  const row = `<th scope="row"><code>${claim}</code></th><td class="value"><code>`;
  const [, value] = new RegExp(`${row}([^<]*)</code>`).exec(html) ?? [];
  return value && readable(value);
};

// As a word of its own: three letters can be part of a random value.
const names = (html: string, text: string): boolean =>
  html.includes(text) && new RegExp(`(?<![\\w-])${text}(?![\\w-])`).test(html);

/** Whoever a page shows anything of, among these users. */
export const shownIn = ({ html }: View, among: User[]): User[] =>
  among.filter((user) => [user.sub, user.username, user.name].some((text) => names(html, text)));
