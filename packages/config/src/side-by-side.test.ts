import { expect, test } from 'vitest';
import { applications, appNames, baseUrls } from './applications.ts';
import { sideBySide } from './side-by-side.ts';

const development = {
  baseUrls: [baseUrls.express],
  endpoint: 'http://localhost:3001',
  appId: applications.express.id,
};

test('during development, an app stands beside the others', () => {
  const { apps, requestLog } = sideBySide('express', development);

  expect(apps.map(({ url }) => url)).toEqual(appNames.map((name) => baseUrls[name]));
  expect(apps.filter(({ isCurrent }) => isCurrent)).toEqual([
    { name: 'Express', url: baseUrls.express, isCurrent: true },
  ]);
  expect(requestLog).toBe('http://localhost:3001/local#requests');
});

test('an app at an address of its own stands alone', () => {
  expect(sideBySide('express', { ...development, baseUrls: ['https://app.example.com'] }).apps).toEqual([]);
});

test('another Logto does not list its requests', () => {
  expect(sideBySide('express', { ...development, appId: '1x2y3z' })).not.toHaveProperty('requestLog');
});
