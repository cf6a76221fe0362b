import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { PostButton } from './post-button.tsx';

afterEach(() => vi.restoreAllMocks());

test('a button with a path posts its fields there', () => {
  const html = renderToStaticMarkup(
    <PostButton action="/sign-in" label="Sign in" fields={{ returnTo: '/claims' }} />,
  );
  expect(html).toContain('action="/sign-in" method="post"');
  expect(html).toContain('<input type="hidden" name="returnTo" value="/claims"/>');
  expect(html).toContain('<button type="submit" class="primary">Sign in</button>');
});

test('a button with a server action sets no method, and React logs no error', () => {
  const consoleError = vi.spyOn(console, 'error').mockImplementation(() => {});
  const html = renderToStaticMarkup(
    <PostButton action={async () => {}} label="Sign out" variant="secondary" />,
  );
  expect(html).not.toContain('method="post"');
  expect(consoleError).not.toHaveBeenCalled();
});

test('a button is disabled only on request', () => {
  const render = (disabled?: boolean) =>
    renderToStaticMarkup(<PostButton action="/read" label="Read" disabled={disabled} />);
  expect(render(true)).toContain(' disabled=""');
  expect(render()).not.toContain('disabled');
});

test('a busy button can have the focus, and submits nothing', () => {
  const onSubmit = vi.fn();
  const preventDefault = vi.fn();
  const form = PostButton({ action: '/read', label: 'Calling…', isBusy: true, onSubmit });
  form.props.onSubmit({ preventDefault });

  expect(preventDefault).toHaveBeenCalledOnce();
  expect(onSubmit).not.toHaveBeenCalled();
  expect(renderToStaticMarkup(form)).toContain('aria-disabled="true">Calling…</button>');
  expect(renderToStaticMarkup(form)).not.toContain(' disabled');
});

test('a small button has a class of its own', () => {
  const html = renderToStaticMarkup(<PostButton action="/read" label="Read" size="small" />);
  expect(html).toContain('<button type="submit" class="primary small">Read</button>');
});

test('a field has a label, and must be filled in', () => {
  const html = renderToStaticMarkup(
    <PostButton
      action="/confirm"
      label="Confirm"
      inputs={[{ label: 'Password', name: 'password', type: 'password', autoComplete: 'current-password' }]}
    />,
  );
  expect(html).toContain(
    '<label><span>Password</span><input autoComplete="current-password" type="password" required="" maxLength="256" name="password"/></label><button',
  );
});

test('a page can handle the submission itself', () => {
  const onSubmit = () => {};
  expect(PostButton({ action: '/read', label: 'Read', onSubmit }).props).toHaveProperty('onSubmit', onSubmit);
});
