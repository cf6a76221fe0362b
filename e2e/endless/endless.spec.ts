import { test } from '@playwright/test';

test('never ends', async () => {
  console.log('the test runs');
  await new Promise((resolve) => setInterval(resolve, 2 ** 30));
});
