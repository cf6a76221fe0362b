import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readTenantFile } from './read-tenant-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenant-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const application = { name: 'Shop', id: 'shop', secret: 'secret-of-shop' };
const json = JSON.stringify({ applications: [application] });

test('the example is a tenant', async () => {
  const file = fileURLToPath(new URL('../example.yaml', import.meta.url));

  const { applications, users } = await readTenantFile(file);

  expect(applications).toMatchObject([{ id: 'my-shop', redirectUris: ['http://localhost:3000/callback'] }]);
  expect(users.map(({ username }) => username)).toEqual(['bob', 'alice']);
});

test.each([
  ['tenant.json', json],
  ['with-tabs.json', JSON.stringify({ applications: [application] }, null, '\t')],
  ['tenant.yaml', 'applications:\n  - { name: Shop, id: shop, secret: secret-of-shop }'],
  ['tenant.yml', 'applications: [{ name: Shop, id: shop, secret: secret-of-shop }]'],
  ['tenant.js', `export const tenant = ${json};`],
  ['tenant.mjs', `export const tenant = ${json};`],
  ['tenant.ts', `export const tenant: { applications: object[] } = ${json};`],
])('reads %s', async (name, content) => {
  expect(await readTenantFile(write(name, content))).toMatchObject({ applications: [application] });
});

test('a schema for editors may stand in the file', async () => {
  const content = JSON.stringify({ $schema: './tenant.schema.json', applications: [application] });

  await expect(readTenantFile(write('with-schema.json', content))).resolves.toBeDefined();
});

test('an error names the line of the field, or of the object that lacks it', async () => {
  const file = write(
    'wrong.yaml',
    `applications:
  - name: Shop
    id: 7
    redirectUris:
      - http://localhost:3000/callback
      - /callback
users:
  - { username: alice, password: alice-demo,
      roles: [editor] }
`,
  );

  await expect(readTenantFile(file)).rejects.toThrow(
    `${file}:3: applications[0].id must be text: put it in quotes
${file}:6: applications[0].redirectUris[1] must be an absolute URI such as http://localhost:3000/callback
${file}:2: applications[0].secret is missing: set it to text`,
  );
});

test('an error about a reference names its line', async () => {
  const file = write(
    'reference.json',
    `{
  "applications": [],
  "users": [
    {
      "username": "alice",
      "password": "alice-demo",
      "roles": ["editor"]
    }
  ]
}`,
  );

  await expect(readTenantFile(file)).rejects.toThrow(
    `${file}:7: users[0].roles[0] is "editor", which is not defined in roles`,
  );
});

const missing = join(folder, 'missing.yaml');
const directory = join(folder, 'directory.yaml');
mkdirSync(directory);

test.each([
  [missing, `${missing}: there is no such file: correct the path`],
  [directory, `${directory}: cannot be loaded: EISDIR: illegal operation on a directory, read`],
  [write('empty.json', ''), 'empty.json: the file is empty: write a tenant into it'],
  [write('comment.yaml', '# Nothing yet\n'), 'comment.yaml: the file is empty: write a tenant into it'],
  [write('null.yaml', 'null'), 'null.yaml:1: the tenant must be an object'],
  [write('open.json', '{\n  "applications": [\n}'), 'open.json:3: Flow sequence in block collection must be'],
  [write('twice.json', '{\n  "users": [],\n  "users": []\n}'), 'twice.json:3: Map keys must be unique'],
  [write('alias.yaml', 'applications: *others'), 'alias.yaml: cannot be loaded: Unresolved alias'],
  [write('unnamed.mjs', 'export default {};'), 'unnamed.mjs: export the tenant under the name "tenant"'],
  [write('wrong.mjs', 'export const tenant = {};'), 'wrong.mjs: applications is missing: set it to a list'],
  [write('throws.mjs', 'throw new Error("first\\nsecond")'), 'throws.mjs: cannot be loaded: first'],
])('%s ends in one line without a stack', async (file, message) => {
  const error = await readTenantFile(file).catch((reason: unknown) => reason);

  expect(error).toMatchObject({ name: 'TenantError', message: expect.stringContaining(message) });
  expect(error).toMatchObject({ message: expect.not.stringContaining('\n') });
});
