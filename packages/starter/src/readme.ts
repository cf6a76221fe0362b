import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { applications, baseUrls, users } from '@repo/config';
import { titleOf } from './new-names.ts';
import type { Command } from './read-command.ts';
import { appOf } from './roots.ts';
import { baseUrl } from './substitutes.ts';

/** The table of the app's README that says which file does what. */
const filesOf = (folder: string): string => {
  const [table] = readFileSync(join(folder, 'README.md'), 'utf8').match(/^\|.*(?:\n\|.*)*/m) ?? [];
  if (!table) throw new Error(`${folder}/README.md has no table of its files`);
  return table;
};

const withLogtoHere = `
Sign in on ${baseUrl} as one of:

| user | password |
| ---- | -------- |
${Object.values(users)
  .map(({ username, password }) => `| \`${username}\` | \`${password}\` |\n`)
  .join('')}
\`npm run dev\` also starts a Logto of your own on http://localhost:3001, whose page shows what the app asks of it, and the
API that the app calls on http://localhost:3040. Both are for development only: \`local-logto\` keeps everything in memory.
Who may sign in, and to what, is in [\`local-logto/config/tenant.ts\`](local-logto/config/tenant.ts).
`;

const withoutLogtoHere = `
It needs a Logto: until the next section is done, the home page is all there is.
`;

const ownLogto = ({ app, withLocalLogto }: Command): string => {
  const uris = applications[app].redirectUris.map((uri) => `\`${uri.replace(baseUrls[app], baseUrl)}\``);
  return `## With your own Logto

In Logto's Console create a _Traditional web_ application with the redirect URI ${uris.join(' and ')}, and the post sign-out
redirect URI \`${baseUrl}/\`. Create the API resources and permissions that the SDK's configuration names (the first file
of the table above), or take them out there. Then copy \`.env.example\` to \`.env.local\`, fill it in and start again${
    withLocalLogto
      ? ` with
\`npm run dev:app\`. Nothing needs \`local-logto\` any more but \`test/sign-in.test.ts\`: remove both, if you like, with the
script \`dev\` and the packages \`oidc-provider\` and \`@types/oidc-provider\``
      : ''
  }.
`;
};

const deploy = ({ app, name }: Command): string => {
  const vercel = app === 'express' ? '' : ' Vercel builds and runs the folder as it is.';
  return `## Deploy

Set the variables of [\`.env.example\`](.env.example) where the app runs: away from localhost it refuses the values of \`.env\`.
Register the deployed addresses in Logto as well.${vercel} For anything that runs containers:

\`\`\`sh
docker build --tag ${name} .
docker run --env-file .env.production.local --publish 3000:3000 ${name}
\`\`\`

The [\`Dockerfile\`](Dockerfile) installs with npm: commit \`package-lock.json\`.
`;
};

/** The project's README. */
export const readmeOf = (command: Command): string => `# ${titleOf(command.name)}

With Node 20.19 or newer (pnpm and yarn do as well as npm):

\`\`\`sh
npm install
npm run dev
\`\`\`
${command.withLocalLogto ? withLogtoHere : withoutLogtoHere}
| command             | what it does                                                   |
| ------------------- | -------------------------------------------------------------- |
| \`npm run dev\`       | starts the app, and again whenever a file changes              |
| \`npm run build\`     | builds it for production                                       |
| \`npm start\`         | starts what was built, on the port of \`PORT\`                   |
| \`npm run typecheck\` | checks the types                                               |
| \`npm test\`          | builds the app, starts it and ${command.withLocalLogto ? 'signs in' : 'opens it'}; runs the unit tests ${command.withLocalLogto ? ' ' : ''}       |

## Where to begin

${filesOf(appOf(command).folder)}

${ownLogto(command)}
${deploy(command)}`;
