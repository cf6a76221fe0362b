import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ClaimsTable } from './claims-table.tsx';

const render = (claims: Record<string, unknown>, idToken?: Record<string, unknown>) =>
  renderToStaticMarkup(<ClaimsTable claims={claims} caption="Your claims" idToken={idToken} />);

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
};

/** The text that a browser shows. */
const textOf = (html: string) =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&[^;]+;/g, (entity) => entities[entity] ?? entity);

/** The text of the body's cells: name, value and meaning of each row. */
const cellsOf = (html: string) => {
  const body = html.slice(html.indexOf('<tbody>'));
  return [...body.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell));
};

const shown = (value: unknown) => cellsOf(render({ claim: value }))[1];

describe('values', () => {
  test('a string is shown as it is, without quotes', () => {
    expect(shown('Alice "Ali" Liddell')).toBe('Alice "Ali" Liddell');
  });

  test.each([
    null,
    false,
    0,
    1795199878840,
    [],
    {},
    ['bl4sa5w8zdu1:admin', 'zdzsczv1xb94:member'],
    { plan: 'pro, "quoted" \\', theme: { dark: true }, seats: [1, null, 'a,b'] },
  ])('anything else is shown as exact JSON: %j', (value) => {
    expect(shown(value)).toBe(JSON.stringify(value));
  });

  test('an undefined claim has no row', () => {
    expect(render({ sub: 'alice', email: undefined })).not.toContain('email');
  });

  test('markup in a claim or its name is escaped', () => {
    const html = render({ '<b>name</b>': '<img src=x onerror=alert(1)>', custom_data: ['</code><script>'] });
    expect(html).not.toMatch(/<(b|img|script)\b/);
    expect(textOf(html)).toContain('<img src=x onerror=alert(1)>');
    expect(textOf(html)).toContain('["</code><script>"]');
  });

  test('sixty organizations scroll in a named region that can have focus', () => {
    const organizations = Array.from({ length: 60 }, (_, index) => `organization-${index}`);
    const html = render({ organizations });
    expect(html).toContain('tabindex="0" aria-label="Your claims: organizations"');
    expect(cellsOf(html)[1]).toBe(JSON.stringify(organizations));
  });

  test('a short value cannot have focus', () => {
    expect(render({ organizations: ['one'] })).not.toContain('tabindex');
  });
});

describe('identities', () => {
  const details = {
    id: 'a1',
    name: 'Alice Up',
    email: 'a@up.example.com',
    avatar: 'https://up.example.com/a',
  };
  const rawData = { sub: 'a1', locale: 'en' };
  const identities = { demo: { userId: 'a1', details: { ...details, rawData } }, other: { userId: 'b2' } };
  /** The terms and descriptions of each list. */
  const listsOf = (html: string) =>
    html
      .split('<dl class="identity">')
      .slice(1)
      .map((list) => [...list.matchAll(/<d[td]>(.*?)<\/d[td]>/g)].map(([, text = '']) => textOf(text)));

  test('each is a list of provider, name, email and picture, with the rest as JSON', () => {
    const [demo, other] = listsOf(render({ identities }));
    expect(demo?.slice(0, 8)).toEqual([
      ...['Provider', 'demo', 'Name', 'Alice Up'],
      ...['Email', 'a@up.example.com', 'Picture', 'https://up.example.com/a'],
    ]);
    expect(demo?.slice(8)).toEqual(['Other', JSON.stringify({ userId: 'a1', id: 'a1', rawData })]);
    expect(other).toEqual(['Provider', 'other', 'Other', '{"userId":"b2"}']);
  });

  test('a picture is shown as text: its address could be a script', () => {
    const html = render({ identities: { demo: { details: { avatar: 'javascript:alert(1)' } } } });
    expect(html).toContain('<code>javascript:alert(1)</code>');
    expect(html).not.toMatch(/<(img|a)\b/);
  });

  test.each([{}, [], null, 'none', { demo: 'a1' }])(
    'what is no list of accounts is shown as it is: %j',
    (value) => {
      const html = render({ identities: value });
      expect(html).not.toContain('<dl');
      expect(cellsOf(html)[1]).toBe(typeof value === 'string' ? value : JSON.stringify(value));
    },
  );

  test('another claim of the same form is JSON', () => {
    expect(cellsOf(render({ custom_data: identities }))[1]).toBe(JSON.stringify(identities));
  });
});

test('the first column is headed "Claim" by default', () => {
  const render = (column?: string) =>
    renderToStaticMarkup(<ClaimsTable claims={{}} caption="Its header" column={column} />);
  expect(render()).toContain('<th scope="col">Claim</th>');
  expect(render('Field')).toContain('<th scope="col">Field</th>');
});

describe('meanings', () => {
  test('the row header is the name of the claim alone', () => {
    expect(render({ sub: 'alice' }, {})).toContain('<th scope="row"><code>sub</code></th>');
  });

  test.each(['sub', 'custom_data', 'organization_roles', 'at_hash'])('%s has a meaning', (name) => {
    expect(cellsOf(render({ [name]: 'value' }))[2]).toMatch(/^[A-Z].+\.$/);
  });

  test.each(['shoe_size', 'constructor'])('an unknown claim has no meaning: %s', (name) => {
    expect(cellsOf(render({ [name]: 'value' }))[2]).toBe('');
  });

  test.each(['exp', 'iat', 'auth_time'])('%s is a time in seconds', (name) => {
    const html = render({ [name]: 1795203479 });
    expect(html).toContain('in seconds since 1970.');
    expect(html).toContain('<time dateTime="2026-11-20T19:37:59.000Z">2026-11-20 19:37:59 UTC</time>');
  });

  test.each(['created_at', 'updated_at'])('%s is a time in milliseconds', (name) => {
    const html = render({ [name]: 1795199878840 });
    expect(html).toContain('in milliseconds since 1970.');
    expect(html).toContain('<time dateTime="2026-11-20T18:37:58.840Z">2026-11-20 18:37:58 UTC</time>');
  });

  test.each([null, '1795203479', 1e300])('a time that is not a valid date still has its row: %j', (value) => {
    const html = render({ exp: value });
    expect(html).toContain('When the token expires');
    expect(html).not.toContain('<time');
  });

  test('claims that the ID token lacks are marked "userinfo only"', () => {
    const html = render({ sub: 'alice', custom_data: {} }, { sub: 'alice' });
    expect(cellsOf(html)[2]).not.toContain('userinfo only');
    expect(cellsOf(html)[5]).toContain('userinfo only');
  });
});
