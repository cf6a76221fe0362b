import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Failure, failureTexts } from './failure.tsx';
import { PostButton } from './post-button.tsx';

test('every failure has a heading and a sentence', () => {
  for (const { heading, sentence } of Object.values(failureTexts)) {
    expect(heading).toMatch(/^[A-Z]/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});

test('a visitor whose session was idle too long is told how long that is', () => {
  const sentenceFor = (idleMinutes?: number) =>
    renderToStaticMarkup(<Failure kind="idle" idleMinutes={idleMinutes} />);

  expect(sentenceFor(30)).toContain('Your session ended after 30 minutes without a visit.');
  expect(sentenceFor(1)).toContain('after 1 minute without');
  expect(sentenceFor()).toContain('after some time without');
});

test('a failure offers the given button, or a link to the home page', () => {
  const signIn = <PostButton action="/sign-in" label="Sign in" />;

  expect(renderToStaticMarkup(<Failure kind="stale">{signIn}</Failure>)).toContain('>Sign in</button>');
  expect(renderToStaticMarkup(<Failure kind="unreachable">{false}</Failure>)).toContain('href="/"');
});

test('a visitor who has left an organization is led to the others', () => {
  expect(renderToStaticMarkup(<Failure kind="left" />)).toContain('href="/organizations"');
});

test('a visitor without a permission is told which', () => {
  const html = renderToStaticMarkup(<Failure kind="forbidden" missing={['read', 'write']} />);

  expect(html).toContain('<h1>You may not see this</h1>');
  expect(html).toContain('You lack the permission read and write.');
});

test('a missing permission that is not known is a sentence, too', () => {
  expect(renderToStaticMarkup(<Failure kind="forbidden" missing={[]} />)).toContain('You lack a permission');
});
