import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Failure, failureKind, failures } from './failure.tsx';
import { PostButton } from './post-button.tsx';

test('every failure has a heading, one sentence or two, and a status of HTTP', () => {
  for (const { heading, sentence, status } of Object.values(failures)) {
    expect(heading).toMatch(/^[A-Z]/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});

test('a signed-out visitor can sign in from a failure, everybody else can go home', () => {
  const signIn = <PostButton action="/sign-in" label="Sign in" />;

  expect(renderToStaticMarkup(<Failure kind="stale">{signIn}</Failure>)).toContain('>Sign in</button>');
  expect(renderToStaticMarkup(<Failure kind="unreachable">{false}</Failure>)).toContain('href="/"');
});

test.each(['unknown', 'toString', undefined, ['stale']])('%j names no failure that is known', (text) => {
  expect(failureKind(text)).toBe('unexpected');
});

test('a known failure is what its name says', () => {
  expect(failureKind('unreachable')).toBe('unreachable');
});
