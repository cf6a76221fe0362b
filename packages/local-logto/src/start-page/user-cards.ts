import type { Membership, User } from '@repo/tenant';
import type { Directory } from '../directory.ts';
import { type Html, html } from '../screens/html.ts';

const joined = (items: string[]): string => items.join(', ') || 'none';

const claims = ({ name, primaryEmail, primaryPhone, avatar }: User): string => {
  const known = { name, email: primaryEmail, 'phone number': primaryPhone, picture: avatar };
  const names = Object.entries(known).flatMap(([claim, value]) => (value === undefined ? [] : [claim]));
  return names.length > 0 ? joined(names) : 'only a username: the others are null';
};

/** What a user may do, in any organization or none. */
const permissions = ({ tenant, ...directory }: Directory, user: User): { has: string[]; lacks: string[] } => {
  const account = directory.find({ type: 'username', value: user.username });
  const has: string[] = [];
  const lacks: string[] = [];
  for (const { indicator, scopes } of tenant.resources) {
    const held = new Set(account && directory.resourceScopes(account, indicator));
    for (const { name } of scopes) (held.has(name) ? has : lacks).push(name);
  }
  return { has, lacks };
};

const membership = ({ organization, roles }: Membership): string =>
  roles.length > 0 ? `${organization} (${roles.join(', ')})` : organization;

const organizations = ({ memberships }: User): string =>
  memberships.length > 4
    ? `${memberships.length}: ${memberships
        .slice(0, 3)
        .map(({ organization }) => organization)
        .join(', ')} and ${memberships.length - 3} more`
    : joined(memberships.map(membership));

const fact = (term: string, value: string | Html): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/**
 * One user: how to sign in, and what an app then shows.
 *
 * @param actions Buttons at the end of the card.
 */
export const userCard = (directory: Directory, user: User, actions: Html): Html => {
  const { username, password, primaryEmail, primaryPhone } = user;
  const { has, lacks } = permissions(directory, user);
  return html`<li class="tile"><h3>${username}</h3>
<dl>${fact('Password', html`<code>${password}</code>`)}
${primaryEmail !== undefined && fact('Email', primaryEmail)}
${primaryPhone !== undefined && fact('Phone', `+${primaryPhone}`)}
${fact('Claims', claims(user))}
${fact('Permissions', joined(has))}
${lacks.length > 0 && fact('Lacks', joined(lacks))}
${fact('Organizations', organizations(user))}</dl>${actions}</li>`;
};
