import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MemberNames, OrganizationList, OrganizationSwitcher } from './organization-list.tsx';

const organizations = [
  { id: 'one', name: 'Acme', roles: ['admin'] },
  { id: 'two', name: 'Globex', roles: ['member', 'guest'] },
  { id: 'a/b', name: 'ACME <Labs>', roles: [] },
];
const list = (props: { search?: string; last?: string }) =>
  renderToStaticMarkup(<OrganizationList path="/teams" organizations={organizations} {...props} />);

test('organizations are links by name, with the roles', () => {
  const html = list({});
  expect(html).toContain('<a href="/teams/one">Acme</a> admin');
  expect(html).toContain('<a href="/teams/two">Globex</a> member guest');
  expect(html).toContain('<a href="/teams/a%2Fb">ACME &lt;Labs&gt;</a>');
  expect(html).toContain('<p>3 organizations</p>');
});

test('a search finds a part of a name in any case, and keeps what was typed', () => {
  const html = list({ search: ' acm "' });
  expect(html).toContain('<p>0 of 3 organizations</p>');
  expect(html).toContain('value=" acm &quot;"');
  const found = list({ search: ' aCm ' });
  expect(found).toContain('<p>2 of 3 organizations</p>');
  expect(found).not.toContain('Globex');
});

test('the list leads back to the last organization, unless it is none of the visitor’s', () => {
  expect(list({ last: 'two' })).toContain('<a href="/teams/two">Continue in Globex</a>');
  expect(list({ last: '"><script>' })).not.toContain('Continue');
});

test('a visitor without an organization is told so', () => {
  const html = renderToStaticMarkup(<OrganizationList path="/teams" organizations={[]} />);
  expect(html).toBe('<p>You belong to no organization.</p>');
});

test('the switcher marks the current organization and leads to the list', () => {
  const html = renderToStaticMarkup(
    <OrganizationSwitcher path="/teams" organizations={organizations} current="two" />,
  );
  expect(html).toContain('<a href="/teams/two" aria-current="page">Globex</a>');
  expect(html.match(/aria-current/g)).toHaveLength(1);
  expect(html).toContain('<a href="/teams">All organizations</a>');
});

test('members are listed by name, else by id, and invitations by email', () => {
  const members = [
    { status: 'member', id: 'u1' },
    { status: 'member', id: 'u2', name: 'Carol' },
    { status: 'invited', email: 'dora@example.com' },
  ];
  const render = (body: unknown) => renderToStaticMarkup(<MemberNames body={body} you="u1" />);
  expect(render({ members })).toBe(
    '<ul><li>u1 (you)</li><li>Carol</li><li>dora@example.com (invited)</li></ul>',
  );
  for (const body of [{ members: [] }, { error: 'forbidden' }, undefined]) expect(render(body)).toBe('none');
});
