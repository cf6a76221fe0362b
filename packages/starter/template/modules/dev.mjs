// `npm run dev`. PORT moves the app, and BASE_URL follows unless it is set as well.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import concurrently from 'concurrently';

const files = ['.env', '.env.local'].filter((file) => existsSync(file));
const written = Object.assign({}, ...files.map((file) => parseEnv(readFileSync(file, 'utf8'))));
const { PORT, BASE_URL = PORT ? `http://localhost:${PORT}` : written.BASE_URL } = process.env;
process.env.BASE_URL = BASE_URL;
process.env.PORT = PORT ?? (new URL(BASE_URL).port || '3000');

const commands = [
  // #region next
  { name: 'app', command: 'next dev --hostname localhost' },
  // #endregion
  // #region express
  { name: 'app', command: 'tsx watch src/server.ts' },
  // #endregion
  // #region local-logto
  { name: 'logto', command: 'npm run logto' },
  { name: 'api', command: 'npm run api' },
  // #endregion
];
const [only] = process.argv.slice(2);
const { result } = concurrently(
  commands.filter(({ name }) => !only || name === only),
  { killOthersOn: ['failure', 'success'] },
);
// concurrently has printed which command failed.
result.catch(() => process.exit(1));
