import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ItemNames } from './item-names.tsx';

const render = (body: unknown) => renderToStaticMarkup(<ItemNames body={body} />);

test('items are listed by name, in their order, and may repeat', () => {
  const items = [{ name: 'Tea' }, { name: 'Milk' }, { name: 'Tea' }];
  expect(render({ items })).toBe('<ul><li>Tea</li><li>Milk</li><li>Tea</li></ul>');
});

test('an answer without items says so', () => {
  for (const body of [{ items: [] }, { items: 'Tea' }, { items: [{ name: 1 }, null] }, {}, null, 'Tea']) {
    expect(render(body)).toBe('none');
  }
});
