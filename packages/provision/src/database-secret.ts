import pg from 'pg';
import { RefusedError } from './refused-error.ts';

// Where every address of a host refuses, Node.js gives a code and no message.
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
};

const clientFor = (databaseUrl: string): pg.Client => {
  try {
    return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  } catch {
    // Mostly for its password, which is not shown.
    throw new RefusedError(
      'LOGTO_DB_URL is no address such as postgres://logto:PASSWORD@localhost:5432/logto: mend it in .env.local; special characters of the password are written encoded, # as %23',
    );
  }
};

/**
 * Reads the secret of a self-hosted Logto's own application for the Management API, which Logto made up when it filled
 * its database.
 *
 * @throws RefusedError when the address is unusable, the database cannot be reached, or is not Logto's.
 */
export const readDatabaseSecret = async (databaseUrl: string, appId: string): Promise<string> => {
  const client = clientFor(databaseUrl);
  try {
    await client.connect();
    const { rows } = await client.query<{ secret: string }>(
      "select secret from applications where tenant_id = 'admin' and id = $1",
      [appId],
    );
    const [row] = rows;
    if (!row) throw new RefusedError(`Logto's database knows no ${appId}: check LOGTO_DB_URL`);
    return row.secret;
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    // The address holds a password: it is not shown.
    throw new RefusedError(
      `Logto's database gives no secret (${causeOf(error)}): check LOGTO_DB_URL and that Logto has started once`,
    );
  } finally {
    await client.end();
  }
};
