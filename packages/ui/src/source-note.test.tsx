import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SourceNote } from './source-note.tsx';

test('a source note links to the file and names the call', () => {
  const html = renderToStaticMarkup(
    <SourceNote file="src/claims.tsx" call="withLogto(config)" folder="https://example.com" />,
  );
  expect(html).toContain('Source: <a href="https://example.com/src/claims.tsx">src/claims.tsx</a>');
  expect(html).toContain('<code>withLogto(config)</code>');
});

test('a source note without a URL has no link', () => {
  expect(renderToStaticMarkup(<SourceNote file="src/claims.tsx" />)).toBe(
    '<footer class="source-note"><p>Source: <code>src/claims.tsx</code></p></footer>',
  );
});
