import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AppSwitcher, type AppSwitcherProps } from './app-switcher.tsx';

const apps = [
  { name: 'One', url: 'http://localhost:1', isCurrent: true },
  { name: 'Two', url: 'http://localhost:2', isCurrent: false },
];

const render = (props: Partial<AppSwitcherProps> = {}) =>
  renderToStaticMarkup(<AppSwitcher apps={apps} path="/claims" {...props} />);

test('the switcher links to the same page of each app, and marks this one', () => {
  expect(render()).toContain(
    '<li><a href="http://localhost:1/claims" aria-current="true">One</a></li><li><a href="http://localhost:2/claims">Two</a></li>',
  );
  expect(render()).not.toContain('What Logto was asked');
});

test('an app that stands alone has no switcher', () => {
  expect(render({ apps: [] })).toBe('');
  expect(render({ apps: apps.slice(0, 1) })).toBe('');
});

test('the requests to Logto have a link, whether there are other apps or not', () => {
  expect(render({ apps: [], requestLog: 'http://localhost:3001/local' })).toContain(
    '<a href="http://localhost:3001/local">What Logto was asked</a>',
  );
});
