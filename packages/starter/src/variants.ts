import type { AppName } from '@repo/config';
import type { Command } from './read-command.ts';

/** An exact text in a file of an app, and what the project says in its place. */
export type Mark = { file: string; text: string; replacement: string };

/** "my-app" is "My app". */
export const titleOf = (name: string): string => {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** Whether the app is compiled from `src` to `dist`. Next.js apps are built from their root. */
export const isCompiled = ({ app }: Command): boolean => app === 'express';

/** Files and folders that only teach, and those that `--minimal` leaves out. */
const extras: Record<AppName, { lesson: string[]; optional: string[] }> = {
  'next-pages': {
    lesson: [
      'components/source-note.tsx',
      'logto/edge.ts',
      'pages/api/edge-user-info.ts',
      'pages/api/get-user-info.ts',
      'pages/api/logto-edge',
      'pages/session.tsx',
    ],
    optional: [
      'pages/api/call-for-organization.ts',
      'pages/api/logto/sign-in-phone.ts',
      'pages/api/logto/sign-in-social.ts',
      'pages/organizations.tsx',
      'pages/userinfo.tsx',
    ],
  },
  'next-app': {
    lesson: ['app/session', 'components/source-note.tsx'],
    optional: ['app/organizations', 'app/renew', 'app/userinfo'],
  },
  express: {
    lesson: ['src/components/source-note.tsx', 'src/pages/session.tsx'],
    optional: ['src/pages/organizations.tsx', 'src/pages/userinfo.tsx'],
  },
};

/** Paths in the app, of files and folders, that the project does not have. */
export const leftOut = ({ app, withLessons, minimal }: Command): string[] => [
  ...(withLessons ? [] : extras[app].lesson),
  ...(minimal ? extras[app].optional : []),
];

/** The regions of the app and of the template that the project has. */
export const regionsOf = (command: Command): ReadonlySet<string> => {
  const { app, withLessons, minimal, withLocalLogto } = command;
  return new Set([
    app,
    ...(isCompiled(command) ? [] : ['next']),
    ...(withLessons ? ['lesson'] : []),
    ...(minimal ? [] : ['optional']),
    withLocalLogto ? 'local-logto' : 'real-logto',
  ]);
};

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is source code of the apps.
const brand = 'Logto with ${integration}';

/** Every place in an app that has to change, above all those that name the repository or the app. */
export const marksOf = ({ app, name, withLessons }: Command): Mark[] => {
  const title = titleOf(name);
  const inNext = (files: string[]) =>
    files.map((file) => ({ file, text: `apps/${app}/.env.local`, replacement: '.env.local' }));

  const marks: Record<AppName, Mark[]> = {
    'next-pages': [
      { file: 'components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'components/shell.tsx', text: brand, replacement: title },
      ...inNext(['environment.ts', 'instrumentation.ts']),
    ],
    'next-app': [
      { file: 'components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'app/layout.tsx', text: `\`%s · ${brand}\``, replacement: `'%s · ${title}'` },
      { file: 'app/layout.tsx', text: `\`${brand}\``, replacement: `'${title}'` },
      ...inNext(['environment.ts', 'instrumentation.ts']),
      // Without the source note, the fragment around the page has a single child.
      ...(withLessons ? [] : ['<>', '</>']).map((text) => ({
        file: 'components/shell.tsx',
        text,
        replacement: '',
      })),
    ],
    express: [
      { file: 'src/components/shell.tsx', text: 'name="Logto sample"', replacement: `name="${title}"` },
      { file: 'src/components/shell.tsx', text: brand, replacement: title },
      { file: 'src/logto/session.ts', text: '}logto-express`', replacement: `}logto-${name}\`` },
      { file: 'src/environment.ts', text: 'apps/express/.env.local', replacement: '.env.local' },
    ],
  };
  return marks[app];
};
