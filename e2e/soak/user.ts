import { users } from '@repo/config';
import type { Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';

/** A user who can sign in. No page may show their id or name to another user. */
export type User = { username: string; password: string; sub: string; name: string; mayRead: boolean };

export type Account = Omit<User, 'sub'>;

/** The users of the tenant. */
export const tenantUsers: Account[] = Object.values(users).map((user) => ({
  username: user.username,
  password: user.password,
  name: 'name' in user ? user.name : user.username,
  mayRead: user.roles.length > 0,
}));

/** A user who is not registered yet. Logto gives them no role. */
export const newcomer = (number: number): Account => {
  const username = `newcomer_${number}`;
  return { username, password: `${username}-demo`, name: username, mayRead: false };
};

/** The value of a claim in the table that a page shows. */
export const claimOf = ({ body }: Page, claim: string): string | undefined => {
  const $ = load(body);
  const heading = $('th[scope="row"]').filter((_index, element) => $(element).text() === claim);
  return heading.next('td').find('code').first().text() || undefined;
};

// Whole words only: a random value can contain a short name.
const hasWord = (body: string, word: string): boolean =>
  body.includes(word) && new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(body);

/** The users, among these, whose id or name the page shows. */
export const shownIn = ({ body }: Page, among: User[]): User[] =>
  among.filter((user) => [user.sub, user.username, user.name].some((word) => hasWord(body, word)));
