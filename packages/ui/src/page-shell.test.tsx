import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PageShell, type PageShellProps } from './page-shell.tsx';

const pages = [
  { path: '/', label: 'Home', summary: 'Who is signed in.' },
  { path: '/claims', label: 'Claims', summary: 'What the ID token says.' },
  { path: '/session', label: 'Session', summary: 'Where the session is stored.' },
];

const render = (props: Partial<PageShellProps> = {}) =>
  renderToStaticMarkup(
    <PageShell name="Example" integration="Express" pages={pages} current="/claims" signedIn {...props}>
      {props.children}
    </PageShell>,
  );

test('the header links to the home page with the name and the integration', () => {
  expect(render()).toMatch(
    /<header><a class="brand" href="\/">.*<b>Example<\/b> <span class="integration">Express</,
  );
  expect(render({ integration: undefined })).not.toContain('integration');
});

test('the navigation marks the current page, and no other', () => {
  const html = render();
  expect(html).toContain('<a href="/claims" aria-current="page">Claims</a>');
  expect(html.match(/aria-current/g)).toHaveLength(1);
});

test('the navigation links to all pages, in their order', () => {
  const links = [...render().matchAll(/<li><a href="([^"]*)"[^>]*>([^<]*)</g)].map(([, path, label]) => [
    path,
    label,
  ]);
  expect(links).toEqual(pages.map(({ path, label }) => [path, label]));
});

test('a page outside the navigation marks no link as current', () => {
  expect(render({ current: '/missing' })).not.toContain('aria-current');
});

test('a signed-out visitor sees no navigation', () => {
  expect(render({ signedIn: false })).not.toContain('<nav');
});

test('the skip link leads to the content', () => {
  expect(render()).toMatch(/href="#main".*<main id="main">/s);
});

test('the note stands below the heading, or below the content if that has its own', () => {
  const note = <i>note</i>;
  const children = <p>content</p>;
  expect(render({ heading: 'Claims', note, children })).toContain(
    '<main id="main"><h1>Claims</h1><i>note</i><p>content</p></main>',
  );
  expect(render({ note, children })).toContain('<main id="main"><p>content</p></main><i>note</i></div>');
});

test('what stands beside the page is the last row of the header', () => {
  expect(render({ action: 'Sign out', beside: <i>others</i> })).toContain(
    '<div class="action">Sign out</div><i>others</i></header>',
  );
});
