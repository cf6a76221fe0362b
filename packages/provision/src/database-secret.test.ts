import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readDatabaseSecret } from './database-secret.ts';
import { connect } from './management-api.ts';
import { environmentOf, useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

const message = (type: string, ...parts: Array<Buffer | string>) => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const number = (value: number, size: 2 | 4) => {
  const bytes = Buffer.alloc(size);
  bytes.writeIntBE(value, 0, size);
  return bytes;
};

/** Starts a Postgres that accepts any credentials and answers the one query with these secrets. */
const startPostgres = async (secrets: string[]) => {
  const ready = message('Z', 'I');
  const server = createServer((socket) => {
    let query = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      if (query === '' && chunk.readInt32BE(4) === 196_608) {
        query = 'started';
        return socket.write(Buffer.concat([message('R', number(0, 4)), ready]));
      }
      query += chunk.toString('latin1');
      // `S` (Sync) ends the messages that parse, bind and execute the query.
      if (!query.endsWith('S\0\0\0\u0004')) return;
      expect(query).toContain("from applications where tenant_id = 'admin' and id = $1");
      expect(query).toContain('m-default');
      const column = ['secret\0', number(0, 4), number(0, 2), number(25, 4), number(-1, 2), number(-1, 4)];
      const rows = secrets.map((secret) =>
        message('D', number(1, 2), number(secret.length, 4), Buffer.from(secret)),
      );
      socket.write(
        Buffer.concat([
          message('1'),
          message('2'),
          message('T', number(1, 2), ...column, number(0, 2)),
          ...rows,
          message('C', `SELECT ${rows.length}\0`),
          ready,
        ]),
      );
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return `postgres://logto:the-password@127.0.0.1:${typeof address === 'object' ? address?.port : ''}/logto`;
};

test('the secret of the built-in application is read from the database', async () => {
  const url = await startPostgres(['the-secret-of-m-default']);

  expect(await readDatabaseSecret(url, 'm-default')).toBe('the-secret-of-m-default');
});

test('if the database lacks the application, the error names LOGTO_DB_URL', async () => {
  const url = await startPostgres([]);

  await expect(readDatabaseSecret(url, 'm-default')).rejects.toThrow('check LOGTO_DB_URL');
});

test('if the database is down, the error names LOGTO_DB_URL and hides its password', async () => {
  const error = await readDatabaseSecret(
    'postgres://logto:the-password@127.0.0.1:1/logto',
    'm-default',
  ).catch((reason: unknown) => String(reason));

  expect(error).toMatch(/^CommandError: Cannot read the secret .* \(.*ECONNREFUSED.*\): check LOGTO_DB_URL/);
  expect(error).not.toContain('the-password');
});

test('if the address is invalid, the error names LOGTO_DB_URL and hides its password', async () => {
  const url = 'postgres://logto:the-#password@127.0.0.1:1/logto';
  const error = await readDatabaseSecret(url, 'm-default').catch((reason: unknown) => String(reason));

  expect(error).toMatch(
    /^CommandError: LOGTO_DB_URL must be an address such as .* \(# as %23\): set it in \.env\.local$/,
  );
  expect(error).not.toContain('the-');
});

test('if the database belongs to another Logto, the error names the variables that do not match', async () => {
  const databaseUrl = await startPostgres(['the-secret-of-another-logto']);
  const environment = { ...environmentOf(provision.logto.endpoint), appSecret: undefined, databaseUrl };

  await expect(connect(environment)).rejects.toThrow(
    'Logto rejected the secret of m-default: check that LOGTO_DB_URL and LOGTO_ADMIN_ENDPOINT belong to the same Logto',
  );
});
