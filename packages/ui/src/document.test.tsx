import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CallList, CallPanel } from './call-panel.tsx';
import { Document } from './document.tsx';
import { Failure } from './failure.tsx';
import { Hello, Welcome } from './home.tsx';
import { PageShell } from './page-shell.tsx';
import { PostButton } from './post-button.tsx';
import { SessionSummary } from './session-summary.tsx';
import { SourceNote } from './source-note.tsx';

test('no page needs inline styles or scripts', () => {
  const pages = [{ path: '/claims', label: 'Claims', summary: 'What the ID token says.' }];
  const html = renderToStaticMarkup(
    <Document title="Example" stylesheet="/styles.css">
      <PageShell name="Example" pages={pages} current="/" signedIn>
        <Welcome integration="Express">buttons</Welcome>
        <Hello name="Alice" pages={pages} />
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
        <SessionSummary
          store="Cookie"
          inBrowser={1412}
          limit={4096}
          onServer={0}
          tokens={[{ scopes: [], expiresAt: 0 }]}
        />
        <Failure kind="unexpected" />
      </PageShell>
      <SourceNote file="home.tsx" call="go()" excerpt={{ line: 1, text: 'go()' }} url="#" />
    </Document>,
  );
  expect(html).toMatch(/^<html lang="en">/);
  expect(html).toContain('<link rel="stylesheet" href="/styles.css"/>');
  expect(html).not.toMatch(/ style=|<style|<script/);
});
