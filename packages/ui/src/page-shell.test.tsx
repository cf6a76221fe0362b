import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CallList } from './call-list.tsx';
import { CallPanel } from './call-panel.tsx';
import { Document } from './document.tsx';
import { Hello } from './hello.tsx';
import { Notice } from './notice.tsx';
import { PageShell, type PageShellProps } from './page-shell.tsx';
import { pages } from './pages.ts';
import { PostButton } from './post-button.tsx';
import { SessionSummary } from './session-summary.tsx';
import { Welcome } from './welcome.tsx';

const render = (props: Partial<PageShellProps> = {}) =>
  renderToStaticMarkup(
    <PageShell
      integration="Express"
      current="/claims"
      signedIn
      source={{ file: 'src/claims.tsx', href: 'vscode://file/src/claims.tsx' }}
      {...props}
    >
      {props.children}
    </PageShell>,
  );

test('the navigation tells which page is the current one, and only that', () => {
  const html = render();
  expect(html).toContain('<a href="/claims" aria-current="page">Claims</a>');
  expect(html.match(/aria-current/g)).toHaveLength(1);
});

test('the navigation leads to the six pages of the contract, in their order', () => {
  const links = [...render().matchAll(/<li><a href="([^"]*)"[^>]*>([^<]*)</g)].map(([, path, label]) => [
    path,
    label,
  ]);
  expect(links).toEqual([
    ['/', 'Home'],
    ['/claims', 'Claims'],
    ['/userinfo', 'Userinfo'],
    ['/resources', 'Resources'],
    ['/organizations', 'Organizations'],
    ['/session', 'Session'],
  ]);
});

test('the home page has a card for every other page, with one sentence each', () => {
  const html = renderToStaticMarkup(<Hello name="Alice" />);
  const cards = [...html.matchAll(/<li><h2><a href="([^"]*)">[^<]*<\/a><\/h2><p>([^<]*)</g)];
  expect(cards.map(([, path]) => path)).toEqual(pages.slice(1).map(({ path }) => path));
  for (const [, , summary] of cards) expect(summary).toMatch(/^[A-Z][^.]+\.$/);
});

test('a page that is not in the navigation is none of its links', () => {
  expect(render({ current: '/missing' })).not.toContain('aria-current');
});

test('a signed-out visitor sees no navigation', () => {
  expect(render({ signedIn: false })).not.toContain('<nav');
});

test('the skip link leads to the content', () => {
  expect(render()).toMatch(/href="#main".*<main id="main">/s);
});

test('every page leads to its source and names its SDK call', () => {
  const html = render({
    source: {
      file: 'apps/express/claims.tsx',
      call: 'withLogto(config)',
      href: 'https://example.com/claims.tsx',
    },
  });
  expect(html).toContain('Source: <a href="https://example.com/claims.tsx">apps/express/claims.tsx</a>');
  expect(html).toContain('<code>withLogto(config)</code>');
});

test('a signed-in visitor is greeted by name, even by a name with markup', () => {
  expect(renderToStaticMarkup(<Hello name="<b>Alice</b>" />)).toContain(
    '<h1>Hello, &lt;b&gt;Alice&lt;/b&gt;</h1>',
  );
});

test('no page needs inline styles or scripts', () => {
  const html = renderToStaticMarkup(
    <Document title="Sample" stylesheet="/styles.css">
      <PageShell integration="Express" current="/" signedIn source={{ file: 'home.tsx', href: '#' }}>
        <Welcome integration="Express">buttons</Welcome>
        <Hello name="Alice" />
        <CallList>
          <CallPanel
            name="Shopping API"
            details={[]}
            buttons={<PostButton action="/read" label="Read" size="small" disabled />}
            result={{
              request: 'GET /shopping/items',
              status: 200,
              statusText: 'OK',
              body: {},
              token: { header: {}, claims: {}, scopes: [] },
            }}
          />
        </CallList>
        <SessionSummary store="Cookie" bytes={1412} limit={4096} tokens={[{ scopes: [], expiresAt: 0 }]} />
        <Notice heading="Page not found">There is nothing here.</Notice>
      </PageShell>
    </Document>,
  );
  expect(html).toMatch(/^<html lang="en">/);
  expect(html).toContain('<link rel="stylesheet" href="/styles.css"/>');
  expect(html).not.toMatch(/ style=|<style|<script/);
});
