import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Failure, failureKind, failures } from './failure.tsx';
import { PostButton } from './post-button.tsx';

test('every failure has a heading, a sentence and an HTTP status', () => {
  for (const { heading, sentence, status } of Object.values(failures)) {
    expect(heading).toMatch(/^[A-Z]/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});

test('a failure offers the given button, or a link to the home page', () => {
  const signIn = <PostButton action="/sign-in" label="Sign in" />;

  expect(renderToStaticMarkup(<Failure kind="stale">{signIn}</Failure>)).toContain('>Sign in</button>');
  expect(renderToStaticMarkup(<Failure kind="unreachable">{false}</Failure>)).toContain('href="/"');
});

test.each(['unknown', 'toString', undefined, ['stale']])('%j is an unexpected failure', (text) => {
  expect(failureKind(text)).toBe('unexpected');
});

test('a known kind is returned as it is', () => {
  expect(failureKind('unreachable')).toBe('unreachable');
});
