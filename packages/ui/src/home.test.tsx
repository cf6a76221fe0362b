import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { displayName, Hello } from './home.tsx';

test('the home page has a card for every other page, with its summary', () => {
  const pages = [
    { path: '/', label: 'Home', summary: 'Who is signed in.' },
    { path: '/claims', label: 'Claims', summary: 'What the ID token says.' },
    { path: '/session', label: 'Session', summary: 'Where the session is stored.' },
  ];
  const html = renderToStaticMarkup(<Hello name="Alice" pages={pages} />);
  const cards = [...html.matchAll(/<li><h2><a href="([^"]*)">([^<]*)<\/a><\/h2><p>([^<]*)</g)];
  expect(cards.map(([, path, label, summary]) => ({ path, label, summary }))).toEqual(pages.slice(1));
});

test('a signed-in visitor is greeted by name, and markup in the name is escaped', () => {
  expect(renderToStaticMarkup(<Hello name="<b>Alice</b>" pages={[]} />)).toContain(
    '<h1>Hello, &lt;b&gt;Alice&lt;/b&gt;</h1>',
  );
});

test('the display name is the name', () => {
  expect(displayName({ name: 'Alice Liddell', username: 'alice', sub: '4ivc07cojqso' })).toBe(
    'Alice Liddell',
  );
});

test.each([null, undefined, '', ' ', 7])('the display name is the username if the name is %j', (name) => {
  expect(displayName({ name, username: 'bob', sub: 'e285b8r48n8z' })).toBe('bob');
});

test('the display name is the subject if there is neither a name nor a username', () => {
  expect(displayName({ name: null, username: null, sub: 'e285b8r48n8z' })).toBe('e285b8r48n8z');
});
