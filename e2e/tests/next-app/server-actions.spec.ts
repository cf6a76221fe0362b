import type { APIRequestContext } from '@playwright/test';
import { post } from '../../support/post.ts';
import { expect, test } from '../../support/test.ts';

const type = { 'content-type': 'multipart/form-data; boundary=part' };

/** The fields by which the form of the "Sign in" button, the first one, names its server action. */
const signInFields = async (request: APIRequestContext): Promise<[name: string, value: string][]> => {
  const page = await (await request.get('/')).text();
  const [form = ''] = page.split('</form>');
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  expect(fields).not.toEqual([]);
  return fields.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]);
};

/** The id of the server action of the "Sign in" button. */
const signInAction = async (request: APIRequestContext): Promise<string> => {
  const fields = await signInFields(request);
  const [, action = '{}'] = fields.find(([name]) => name.endsWith(':0')) ?? [];
  return JSON.parse(action).id;
};

/** The form of the "Sign in" button as a browser posts it, with one more field. */
const signInForm = async (request: APIRequestContext, padding = '') => {
  const fields = [['padding', padding], ...(await signInFields(request))];
  const parts = fields.map(
    ([name, value]) => `--part\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--part--\r\n`;
};

for (const [from, host] of [
  ['the app itself', undefined],
  ['the app behind a proxy that passes on another host', 'next-app.internal:8080'],
] as const) {
  test(`a form of ${from} starts sign-in`, async ({ request, servers }) => {
    const headers = { ...type, origin: servers.app, ...(host && { host }) };

    const { statusCode, headers: answered } = await post(servers.app, await signInForm(request), headers);

    expect(statusCode).toBe(303);
    expect(answered.location).toContain(`${servers.logto}/oidc/auth?`);
  });
}

for (const origin of ['https://other.example', 'file://', 'null', 'not-an-origin']) {
  test(`a form with the origin ${origin} is forbidden`, async ({ request, servers }) => {
    const { statusCode } = await post(servers.app, await signInForm(request), { ...type, origin });

    expect(statusCode).toBe(403);
  });
}

test('a form of 1 MB is refused before Next.js holds it in memory', async ({ request, servers }) => {
  const form = await signInForm(request, 'a'.repeat(1_000_000));
  const headers = { ...type, origin: servers.app };

  expect((await post(servers.app, form, headers)).statusCode).toBe(413);
  // Without its length, Next.js passes on the first 64 KB, which are no whole form.
  expect((await post(servers.app, form, { ...headers, 'transfer-encoding': 'chunked' })).statusCode).toBe(
    400,
  );
});

test('a form that is cut off is a bad request', async ({ request, servers }) => {
  const form = await signInForm(request);

  const { statusCode } = await post(servers.app, form.slice(0, -10), { ...type, origin: servers.app });

  expect(statusCode).toBe(400);
});

for (const [body, contentType] of [
  ['', 'text/plain'],
  ['null', 'text/plain'],
  ['--part--\r\n', type['content-type']],
] as const) {
  test(`a script that calls a server action with ${JSON.stringify(body)} sends a bad request`, async ({
    request,
    servers,
  }) => {
    const headers = {
      'content-type': contentType,
      'next-action': await signInAction(request),
      origin: servers.app,
    };

    expect((await post(servers.app, body, headers)).statusCode).toBe(400);
  });
}

test('nobody can use the image optimizer', async ({ request }) => {
  const response = await request.get('/_next/image?url=%2Fimage.png&w=640&q=75');

  expect(response.status()).toBe(404);
  expect(await response.text()).not.toContain('"url" parameter');
});
