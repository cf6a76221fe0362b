import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasButton, openBrowser } from './scriptless-browser.ts';

const page = `<form method="post" action="/save" enctype="multipart/form-data">
<input type="hidden" name="secret" value="a&amp;b"><input name="city" value="Rome">
<button>Save</button></form>
<form method="post"><button disabled>Delete</button></form>
<noscript><form method="post" action="/save"><button type="submit">Go &amp; see</button></form></noscript>
<a href="save">Saved <b>&amp; sound</b></a>`;

const server = createServer(async (request, response) => {
  const { url = '', method, headers } = request;
  const html = { 'content-type': 'text/html' };
  if (url === '/start') {
    response
      .writeHead(303, { location: '/private/page', 'set-cookie': ['a=1', 'b={"x":1}; Path=/private'] })
      .end();
  } else if (url === '/end') {
    response.writeHead(303, { location: '/page', 'set-cookie': 'a=; Max-Age=0' }).end();
  } else if (url === '/refresh') {
    response.writeHead(200, { ...html, refresh: '0;url=/start', 'set-cookie': 'c=1' }).end();
  } else if (url === '/refresh/forever') {
    response.writeHead(200, { ...html, refresh: '0; URL=forever' }).end();
  } else if (url === '/save') {
    response.writeHead(200, html).end(`${method} ${headers.origin} ${await text(request)}`);
  } else {
    response.writeHead(200, { ...html, 'x-cookie': headers.cookie ?? '' }).end(page);
  }
});

let endpoint: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
});

test('follows redirects, and sends cookies where they belong', async () => {
  const browser = openBrowser(endpoint);
  const start = await browser.open('/start');
  expect(start).toMatchObject({ url: `${endpoint}/private/page`, status: 200, location: undefined });
  expect(start.headers.get('x-cookie')).toBe('b={"x":1}; a=1');
  expect((await browser.open('/page')).headers.get('x-cookie')).toBe('a=1');
  expect((await browser.open('/end')).headers.get('x-cookie')).toBe('');
  expect((await openBrowser(endpoint).open('/page')).headers.get('x-cookie')).toBe('');
});

test('returns each redirect, if asked to', async () => {
  const start = await openBrowser(endpoint, 'manual').open('/start');
  expect(start).toMatchObject({ url: `${endpoint}/start`, status: 303, location: '/private/page' });
});

test('follows an immediate refresh, but not forever', async () => {
  const browser = openBrowser(endpoint);
  const start = await browser.open('/refresh');
  expect(start).toMatchObject({ url: `${endpoint}/private/page`, status: 200, location: undefined });
  expect(start.headers.get('x-cookie')).toContain('c=1');
  await expect(browser.open('/refresh/forever')).rejects.toThrow('refreshes without end');

  const first = await openBrowser(endpoint, 'manual').open('/refresh');
  expect(first).toMatchObject({ url: `${endpoint}/refresh`, status: 200, location: '/start' });
});

test('submits a form with its hidden fields, and what was typed in place of the values that it had', async () => {
  const browser = openBrowser(endpoint);
  const answer = await browser.press(await browser.open('/page'), 'Save', { city: 'Oslo' });
  expect(answer.body).toContain(`POST ${endpoint} `);
  expect(answer.body).toMatch(/name="secret"\s+a&b\s/);
  expect(answer.body).toMatch(/name="city"\s+Oslo\s/);
  expect(answer.body).not.toContain('Rome');
});

test('presses buttons for visitors without JavaScript, but no disabled ones', async () => {
  const browser = openBrowser(endpoint);
  const shown = await browser.open('/page');
  expect(hasButton(shown, 'Go & see')).toBe(true);
  expect((await browser.press(shown, 'Go & see')).status).toBe(200);
  expect(hasButton(shown, 'Delete')).toBe(false);
  await expect(browser.press(shown, 'Delete')).rejects.toThrow('has no button "Delete"');
});

test('follows a link by its text', async () => {
  const browser = openBrowser(endpoint);
  const shown = await browser.open('/private/page');
  expect(await browser.follow(shown, 'Saved & sound')).toMatchObject({ url: `${endpoint}/private/save` });
  await expect(browser.follow(shown, 'Saved')).rejects.toThrow('has no link "Saved"');
});
