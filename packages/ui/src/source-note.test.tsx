import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SourceNote } from './source-note.tsx';

const excerpt = { line: 12, text: 'const user =\n  read(config);' };

test('a source note links to the line, and opens to the code around the call', () => {
  const html = renderToStaticMarkup(
    <SourceNote
      file="src/claims.tsx"
      call="read(config)"
      excerpt={excerpt}
      url="https://example.com/src/claims.tsx#L12"
    />,
  );
  expect(html).toContain('<a href="https://example.com/src/claims.tsx#L12">src/claims.tsx:12</a>');
  expect(html).toContain('<summary><code>read(config)</code></summary>');
  expect(html).toContain('<pre><code>const user =\n  <mark>read(config)</mark>;</code></pre>');
});

test('a call that occurs twice is marked once', () => {
  const html = renderToStaticMarkup(
    <SourceNote file="a.ts" call="go()" excerpt={{ line: 1, text: 'go() + go()' }} />,
  );
  expect(html).toContain('<mark>go()</mark> + go()');
});

test('a source note without the file says its name and the call', () => {
  expect(renderToStaticMarkup(<SourceNote file="src/claims.tsx" call="read(config)" />)).toBe(
    '<section class="source-note" aria-label="Source"><code>src/claims.tsx</code><code>read(config)</code></section>',
  );
});
