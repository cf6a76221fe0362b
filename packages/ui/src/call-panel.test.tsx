import type { ApiAnswer } from '@repo/server';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CallList, CallPanel, type CallPanelProps, callPanelFragment } from './call-panel.tsx';
import { PostButton } from './post-button.tsx';

const answered = {
  request: 'GET /shopping/items',
  status: 200,
  statusText: 'OK',
  body: { items: [{ name: 'Bread' }] },
  token: {
    header: { alg: 'ES384', typ: 'at+jwt' },
    claims: { sub: '4ivc07cojqso', exp: 1795203479 },
    scopes: ['shopping:read'],
  },
} satisfies ApiAnswer;

const render = (props: Partial<CallPanelProps> = {}) =>
  renderToStaticMarkup(
    <CallPanel
      name="Shopping API"
      details={[['Resource indicator', 'https://shopping.example.com']]}
      buttons={<PostButton action="/read" label="Read from Shopping API" size="small" />}
      {...props}
    />,
  );

const renderResult = (result: Partial<ApiAnswer>) => render({ result: { ...answered, ...result } });

/** What a screen reader announces when the result arrives. */
const statusOf = (html: string) => html.split('role="status">')[1]?.split('<details')[0];

describe('before the call', () => {
  test('a panel is a region named by its heading', () => {
    const html = render();
    expect(html).toContain('<section class="call-panel" aria-labelledby="call-Shopping-API">');
    expect(html).toContain('<h2 id="call-Shopping-API" tabindex="-1">Shopping API</h2>');
  });

  test('a panel shows its details and its buttons', () => {
    const html = render();
    expect(html).toContain('<dt>Resource indicator</dt><dd>https://shopping.example.com</dd>');
    expect(html).toContain('>Read from Shopping API</button>');
  });

  test.each(['Shopping API', 'Köln\t& <b>Söhne</b>', 'Branch #1 100%'])(
    'the fragment leads to the panel %j',
    (name) => {
      const { hash } = new URL(`https://shop.example.com/${callPanelFragment(name)}`);
      const heading = <i id={decodeURIComponent(hash.slice(1))} />;
      const [id] = /(?<=id=")[^"]*/.exec(renderToStaticMarkup(heading)) ?? [];
      expect(render({ name })).toContain(`<h2 id="${id}"`);
    },
  );

  test('the status is empty, and there is no answer', () => {
    const html = render();
    expect(html).toContain('<div role="status"></div>');
    expect(html).not.toMatch(/Answer|<details|role="alert"/);
  });

  test('sixty panels have sixty different ids', () => {
    const panel = (name: string): ReactNode => <CallPanel key={name} name={name} details={[]} buttons="" />;
    const names = Array.from({ length: 60 }, (_, index) => `Branch ${index}`);
    const html = renderToStaticMarkup(<CallList>{names.map(panel)}</CallList>);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(60);
  });

  test.each(['Acme', ' Acme Inc. ', 'Köln\t& <b>Söhne</b>'])(
    'the id has no spaces for the name %j',
    (name) => {
      expect(render({ name })).toMatch(/<h2 id="call-[^\s"]+" /);
    },
  );
});

describe('after the call', () => {
  test('the status contains the request and its HTTP status', () => {
    const status = statusOf(renderResult({}));
    expect(status).toContain('<code>GET /shopping/items</code>');
    expect(status).toContain('200 OK</strong>');
  });

  test.each([200, 201, 299])('%i is marked as a success', (status) => {
    expect(renderResult({ status })).toContain('<strong class="success">');
  });

  test.each([199, 304, 401, 403, 503])('%i is marked as a refusal, with a different icon', (status) => {
    const html = renderResult({ status, statusText: 'Forbidden' });
    const pathOf = (markup: string) => markup.match(/<path d="[^"]+"/)?.[0];
    expect(html).toContain('<strong class="refusal">');
    expect(html).toContain(`${status} Forbidden</strong>`);
    expect(pathOf(html)).not.toBe(pathOf(renderResult({})));
  });

  test('a status without text, as in HTTP/2, is shown as its number', () => {
    expect(renderResult({ statusText: '' })).toContain('200</strong>');
  });

  test('the answer is indented JSON', () => {
    const json = JSON.stringify(answered.body, null, 2).replaceAll('"', '&quot;');
    expect(statusOf(renderResult({}))).toContain(`<pre><code>${json}</code></pre>`);
  });

  test('markup in an answer is escaped', () => {
    expect(renderResult({ body: { name: '</code><script>' } })).not.toContain('<script');
  });

  test.each([[null], [false], ['text'], [[]]])(
    'an answer that is not an object is shown as JSON: %j',
    (body) => {
      expect(renderResult({ body })).toContain(
        `<code>${JSON.stringify(body).replaceAll('"', '&quot;')}</code>`,
      );
    },
  );

  test.each([
    ['of many lines', Array.from({ length: 60 }, (_, index) => index)],
    ['of one very long line', 'a'.repeat(2000)],
  ])('an answer %s scrolls in a named region that can have focus', (_kind, body) => {
    expect(renderResult({ body })).toContain('tabindex="0" aria-label="Shopping API: answer"><pre>');
  });

  test('a short answer cannot have focus', () => {
    expect(renderResult({})).not.toContain('tabindex="0"');
  });

  test('the granted scopes are a labelled list', () => {
    const status = statusOf(
      renderResult({ token: { ...answered.token, scopes: ['shopping:read', 'shopping:write'] } }),
    );
    expect(status).toContain('<h3 id="call-Shopping-API-scopes">Granted scopes</h3>');
    expect(status).toContain(
      'aria-labelledby="call-Shopping-API-scopes"><li><code>shopping:read</code></li><li><code>shopping:write</code></li></ul>',
    );
  });

  test('a token without scopes says "none"', () => {
    expect(statusOf(renderResult({ token: { ...answered.token, scopes: [] } }))).toContain(
      '<p class="scopes">none</p>',
    );
  });

  test('requested scopes that were not granted are announced', () => {
    const requestedScopes = ['shopping:read', 'shopping:write'];
    const html = render({ requestedScopes, result: answered });
    expect(html).toContain('<dt>Requested scopes</dt><dd>shopping:read shopping:write</dd>');
    expect(statusOf(html)).toContain('Requested, but not granted: <code>shopping:write</code>');
    expect(render({ requestedScopes: ['shopping:read'], result: answered })).not.toContain('not granted');
  });

  test('an answer without a decoded token says nothing of scopes', () => {
    const { token: _, ...result } = answered;
    expect(render({ requestedScopes: ['shopping:write'], result })).not.toContain('not granted');
  });

  test('during the next call, the panel is busy, and the answer stays', () => {
    const html = render({ isBusy: true, result: answered });
    expect(html).toContain('aria-busy="true"');
    expect(statusOf(html)).toContain('200 OK');
    expect(render({ result: answered })).not.toContain('aria-busy');
  });

  test('the decoded token is open by default: its claims, then its header', () => {
    expect(renderResult({})).toMatch(
      /<details open="">.*<caption>Access token for Shopping API<\/caption>.*>sub<.*<caption>Its header<\/caption>.*>Field<.*>alg</s,
    );
  });

  test('the decoded token is outside the status', () => {
    expect(statusOf(renderResult({}))).not.toContain('<table');
    expect(renderResult({})).toContain('</div></div></div><details');
  });
});

test('the response to a call with an opaque token has neither scopes nor a decoded token', () => {
  const { token: _, ...opaque } = answered;
  const html = render({ result: opaque });
  expect(html).toContain('200 OK</strong>');
  expect(html).not.toMatch(/Granted scopes|<details/);
});

test('a response without content is only its status', () => {
  const { body: _, token: __, ...empty } = answered;
  expect(render({ result: { ...empty, status: 204, statusText: 'No Content' } })).not.toContain('Response');
});

test('a known refusal is explained in a sentence', () => {
  const html = renderResult({ status: 401, body: { code: 'verification_record.permission_denied' } });
  expect(statusOf(html)).toContain('<p class="sentence">Please confirm that it is you first.</p>');
});

test('a note stands outside the status', () => {
  const html = render({ note: 'Your ID token still says Al.' });
  expect(html).toContain('<p class="note">Your ID token still says Al.</p><div role="status"></div>');
});
