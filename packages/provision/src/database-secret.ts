import pg from 'pg';
import { CommandError } from './command-error.ts';

// If every address of a host refuses the connection, Node.js sets a code but no message.
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
};

const clientFor = (databaseUrl: string): pg.Client => {
  try {
    return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  } catch {
    // The cause is usually the password, and the error would show it.
    throw new CommandError(
      'LOGTO_DB_URL must be an address such as postgres://logto:PASSWORD@localhost:5432/logto, with special characters of the password encoded (# as %23): set it in .env.local',
    );
  }
};

/**
 * Reads the secret of a self-hosted Logto's built-in Management API application from its database.
 *
 * @throws CommandError if the address is invalid, the database cannot be reached, or it is not Logto's.
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
    if (!row) throw new CommandError(`Logto's database has no application ${appId}: check LOGTO_DB_URL`);
    return row.secret;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    // The address is left out because it contains a password.
    throw new CommandError(
      `Cannot read the secret from Logto's database (${causeOf(error)}): check LOGTO_DB_URL, and that Logto has been started once`,
    );
  } finally {
    await client.end();
  }
};
