import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { parseEnv } from 'node:util';
import type { Command } from './read-command.ts';
import { appOf } from './roots.ts';
import { baseUrl, credentialsOf } from './substitutes.ts';

const meanings: Record<string, string> = {
  LOGTO_ENDPOINT: 'The address of Logto, such as https://YOUR-TENANT.logto.app.',
  LOGTO_APP_ID: "The application in Logto's Console: a traditional web application.",
  LOGTO_APP_SECRET: '',
  BASE_URL: 'Where visitors reach the app, without a trailing slash.',
  COOKIE_SECRET: '32 characters or more: node --print "crypto.randomBytes(32).toString(\'hex\')"',
  RESOURCE_SERVER_URL: 'The API that the access tokens are for.',
};

const optional = `# Optional: a Redis that keeps the sessions.
# SESSION_STORE=redis://localhost:6379

# Optional: where the app listens, if not on the port of BASE_URL.
# PORT=3000

# Optional: where the link at the foot of each page leads, instead of to your editor.
# SOURCE_URL=https://github.com/YOU/REPOSITORY/blob/main
`;

/** The project's \`.env\` and \`.env.example\`: the variables of the app's own \`.env\`, with the project's values. */
export const environmentFilesOf = (command: Command): { local: string; example: string } => {
  const { name } = command;
  const { id, secret } = credentialsOf(name);
  const own: Record<string, string> = {
    LOGTO_APP_ID: id,
    LOGTO_APP_SECRET: secret,
    BASE_URL: baseUrl,
    COOKIE_SECRET: `local-only-cookie-secret-of-the-app-${name}`,
  };
  const written = parseEnv(readFileSync(join(appOf(command).folder, '.env'), 'utf8'));
  const values = Object.entries(written).map(([key, value = '']) => [key, own[key] ?? value] as const);

  const local = `# Worthless values for localhost, committed on purpose: a clone of the project runs at once.
# Put your own into .env.local beside this file: it wins over this one and is never committed.
${values.map(([key, value]) => `${key}=${value}\n`).join('')}`;

  const example = values.map(([key]) => {
    const meaning = meanings[key];
    return `${meaning ? `\n# ${meaning}\n` : ''}${key}=\n`;
  });
  return {
    local,
    example: `# What the app must know wherever it runs. Copy this file to .env.local for values of your own on this machine,
# or set the variables where you deploy it.
${example.join('')}
${optional}`,
  };
};
