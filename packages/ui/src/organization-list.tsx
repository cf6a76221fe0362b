import type { UserOrganization } from '@repo/server';

type OrganizationListProps = {
  /** The address of the list. That of an organization is below it. */
  path: string;
  organizations: readonly UserOrganization[];
  /** Shows only those whose name contains this text. */
  search?: string | undefined;
  /** The id of the one that the visitor was in last. It is ignored unless it is in the list. */
  last?: string | undefined;
};

const addressOf = (path: string, { id }: UserOrganization) => `${path}/${encodeURIComponent(id)}`;

const countOf = (found: number, all: number) => {
  const organizations = all === 1 ? '1 organization' : `${all} organizations`;
  return found === all ? organizations : `${found} of ${organizations}`;
};

/** The visitor's organizations by name, each a link, with a search that works without JavaScript. */
export const OrganizationList = ({ path, organizations, search = '', last }: OrganizationListProps) => {
  if (organizations.length === 0) return <p>You belong to no organization.</p>;

  const text = search.trim().toLowerCase();
  const found = organizations.filter(({ name }) => name.toLowerCase().includes(text));
  const lastOne = organizations.find(({ id }) => id === last);

  return (
    <div className="organization-list">
      {lastOne && (
        <p>
          <a href={addressOf(path, lastOne)}>Continue in {lastOne.name}</a>
        </p>
      )}
      <search>
        <form className="post-button" action={path}>
          <label>
            <span>Name</span>
            <input type="search" name="search" defaultValue={search} maxLength={128} />
          </label>
          <button type="submit" className="secondary small">
            Search
          </button>
        </form>
      </search>
      <p>{countOf(found.length, organizations.length)}</p>
      <ul aria-label="Organizations">
        {found.map((organization) => (
          <li key={organization.id}>
            <a href={addressOf(path, organization)}>{organization.name}</a> {organization.roles.join(' ')}
          </li>
        ))}
      </ul>
    </div>
  );
};

type OrganizationSwitcherProps = Pick<OrganizationListProps, 'path' | 'organizations'> & {
  /** The id of the organization of this page. */
  current: string;
};

/** Leads from the page of an organization to those of the visitor's others, and to the list. */
export const OrganizationSwitcher = ({ path, organizations, current }: OrganizationSwitcherProps) => (
  <details className="organization-switcher">
    <summary>Switch organization</summary>
    <ul aria-label="Your organizations">
      {organizations.map((organization) => (
        <li key={organization.id}>
          <a
            href={addressOf(path, organization)}
            aria-current={organization.id === current ? 'page' : undefined}
          >
            {organization.name}
          </a>
        </li>
      ))}
      <li>
        <a href={path}>All organizations</a>
      </li>
    </ul>
  </details>
);

type Member = { status: 'member'; id: string; name?: string } | { status: 'invited'; email: string };

const membersIn = (body: unknown): Member[] => {
  if (typeof body !== 'object' || body === null || !('members' in body) || !Array.isArray(body.members))
    return [];
  return body.members;
};

type MemberNamesProps = {
  /** An API's answer `{ "members": [{ "status": "member", "id": "…" }, { "status": "invited", "email": "…" }] }`. */
  body: unknown;
  /** The visitor's id. */
  you: string;
};

/** The members of an organization as a list, by name if the API knows it; or "none". */
export const MemberNames = ({ body, you }: MemberNamesProps) => {
  const members = membersIn(body);
  if (members.length === 0) return 'none';

  return (
    <ul>
      {members.map((member) =>
        member.status === 'member' ? (
          <li key={member.id}>
            {member.name ?? member.id}
            {member.id === you && ' (you)'}
          </li>
        ) : (
          <li key={member.email}>{member.email} (invited)</li>
        ),
      )}
    </ul>
  );
};
