import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { PostButton } from './post-button.tsx';

afterEach(() => vi.restoreAllMocks());

test('a button with a path posts there, with its fields', () => {
  const html = renderToStaticMarkup(
    <PostButton action="/sign-in" label="Sign in" fields={{ returnTo: '/claims' }} />,
  );
  expect(html).toContain('action="/sign-in" method="post"');
  expect(html).toContain('<input type="hidden" name="returnTo" value="/claims"/>');
  expect(html).toContain('<button type="submit" class="primary">Sign in</button>');
});

test('a button with a server action leaves the method to React, which has nothing to complain about', () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  const html = renderToStaticMarkup(
    <PostButton action={async () => {}} label="Sign out" variant="secondary" />,
  );
  expect(html).not.toContain('method="post"');
  expect(complaint).not.toHaveBeenCalled();
});

test('a button that is disabled cannot be pressed, and no other is', () => {
  const render = (disabled?: boolean) =>
    renderToStaticMarkup(<PostButton action="/read" label="Read" disabled={disabled} />);
  expect(render(true)).toContain(' disabled=""');
  expect(render()).not.toContain('disabled');
});

test('a small button differs in its class alone', () => {
  const html = renderToStaticMarkup(<PostButton action="/read" label="Read" size="small" />);
  expect(html).toContain('<button type="submit" class="primary small">Read</button>');
});

test('a page that sends the form itself is handed the submission', () => {
  const onSubmit = () => {};
  expect(PostButton({ action: '/read', label: 'Read', onSubmit }).props).toHaveProperty('onSubmit', onSubmit);
});
