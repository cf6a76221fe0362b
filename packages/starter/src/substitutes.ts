import { join } from 'node:path/posix';
import { applications, baseUrls } from '@repo/config';
import { titleOf } from './new-names.ts';
import type { Command } from './read-command.ts';
import { repository } from './rooms.ts';
import { appOf } from './roots.ts';

/** Where the app listens: the port that Next.js takes by itself. */
export const baseUrl = 'http://localhost:3000';

/** What local Logto knows the app by. */
export const credentialsOf = (name: string) => ({
  id: `local-${name}`,
  secret: `local-only-secret-of-${name}`,
});

const text = (value: string) => `'${value.replaceAll("'", "\\'")}'`;

const applicationsOf = ({ app, name }: Command): string => {
  const { id, secret } = credentialsOf(name);
  const uris = applications[app].redirectUris.map((uri) => uri.replace(baseUrls[app], baseUrl));
  return `import type { Application } from './tenant-types.ts';

/** The application that local Logto lets in. A real Logto makes up an id and a secret of its own. */
export const applications = {
  app: {
    name: ${text(titleOf(name))},
    description: ${text(`${titleOf(name)}, on this machine`)},
    id: ${text(id)},
    secret: ${text(secret)},
    redirectUris: [${uris.map(text).join(', ')}],
    postSignOutRedirectUris: [${text(`${baseUrl}/`)}],
  },
} satisfies Record<string, Application>;
`;
};

const startCommandOf = (command: Command): string =>
  `/** What \`npm start\` has Node.js run. */
export const startCommand = ${appOf(command).isNext ? "['node_modules/next/dist/bin/next', 'start']" : "['dist/server.js']"};
`;

/** The files whose text is the project's own: which applications there are, and how the app starts. */
export const substitutesFor = (command: Command): Map<string, string> =>
  new Map([
    [join(repository, 'packages/config/src/applications.ts'), applicationsOf(command)],
    [join(repository, 'packages/starter/template/test/start-command.ts'), startCommandOf(command)],
  ]);
