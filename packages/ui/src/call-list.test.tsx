import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CallList } from './call-list.tsx';

test('an empty list says why it is empty', () => {
  expect(renderToStaticMarkup(<CallList empty="You belong to no organization.">{[]}</CallList>)).toBe(
    '<p>You belong to no organization.</p>',
  );
});
