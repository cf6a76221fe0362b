import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Invitation } from './invitation.tsx';

const carol = { name: 'Carol Branch', username: 'carol', email: 'carol@example.com', sub: 'qmzt2r5ckd0a' };

const render = (status: number, body: unknown, claims: object = carol) =>
  renderToStaticMarkup(
    <Invitation
      answer={{ request: 'GET /invitations/x', status, statusText: '', body }}
      claims={claims}
      accept={<button type="submit">Accept</button>}
      wayOn={<a href="/organizations">Go to your organizations</a>}
    />,
  );

test('an invitation names the organization, and can be accepted', () => {
  const html = render(200, { organization: { id: 'one', name: '<Acme>' } });
  expect(html).toContain('You are invited to join &lt;Acme&gt;.');
  expect(html).toContain('Accept');
});

test('visitors with two accounts see which one they are using, whether or not it is invited', () => {
  const invited = render(200, { organization: { id: 'one', name: 'Acme' } });
  expect(invited).toContain('You are signed in as Carol Branch (carol@example.com).');
  const bob = { name: null, username: 'bob', email: null, sub: 'e285b8r48n8z' };
  const refused = render(403, { error: 'invitation_for_another' }, bob);
  expect(refused).toContain('You are signed in as bob.');
});

test.each([
  [404, { error: 'not_found' }, 'no such invitation'],
  [403, { error: 'invitation_for_another' }, 'for another account'],
  [410, { error: 'invitation_used' }, 'has been used'],
  [410, { error: 'invitation_over' }, 'has expired, or was revoked'],
  [503, { error: 'temporarily_unavailable' }, 'cannot be read at the moment'],
  [200, 'no JSON object', 'cannot be read at the moment'],
])('a refusal with %i %j says so, with a way on', (status, body, sentence) => {
  const html = render(status, body);
  expect(html).toContain(sentence);
  expect(html).toContain('href="/organizations"');
  expect(html).not.toContain('Accept');
});
