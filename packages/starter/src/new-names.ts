import type { AppName } from '@repo/config';

export type Project = { name: string; title: string; app: AppName };

/** "my-app" is "My app". */
export const titleOf = (name: string): string => {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** What the code says of this repository, and what the project says instead. */
const replacements = ({ name, title }: Project): [RegExp, string][] => [
  // The samples show their integration where a product shows its name.
  [/(\bconst integration = ')[^']*'/g, `$1${title}'`],
  [/`Logto with \$\{integration\}`/g, 'integration'],
  [/Logto with (?=\$\{integration\})/g, ''],
  [/<b>Logto sample<\/b> <span className="integration">\{integration\}<\/span>/g, '<b>{integration}</b>'],
  [/This (\$\{integration\}) app\b/g, '$1'],
  [/[Tt]he integration's name as a visitor reads it: "[^"]*"/g, "The app's name as a visitor reads it"],
  [/\bthe integration\b/g, "the app's name"],
  [/(?<![.="])\bintegration\b/g, 'appName'],
  [/Logto samples?\b/g, title],
  [/\blogto-sample-[\w-]+/g, `logto-${name}`],
  [/\w+ sample ready\b/g, `${title} is ready`],
  [/\b[Tt]he sample apps'/g, "the app's"],
  [/\bThe samples' own mark\b/g, "The app's own mark"],
  [/\bthe mark of the samples\b/g, 'the mark of the app'],
  [/\bwhat the sample shows\b/g, 'what the app shows'],
  [/\b(tenant that) all samples share\b/g, '$1 the app signs in to'],
  [/\bof the samples and their tests\b/g, 'of the app and its tests'],
  [/\b(pages?) of the contract\b/g, '$1 of the app'],
  [/\bfor the three apps\b/g, 'for all pages'],
  [/\bbeside three apps\b/g, 'beside the app'],
  [/\b(for|what) the apps (use|ask)\b/g, '$1 the app $2s'],
  [/\bthat the apps use\b/g, 'that the app uses'],
  [/\/apps\/[\w-]+(?=[`'"])/g, ''],
  [/\b(?:apps|packages)\/[\w-]+\/(?:src\/)?/g, ''],
  [/@repo\//g, ''],
];

/** @returns A text that speaks of the project where it spoke of this repository. */
export const inNewNames = (text: string, project: Project): string =>
  replacements(project).reduce((changed, [was, is]) => changed.replace(was, is), text);

const traces =
  /@repo\b|workspace:|catalog:|\bturbo\b|\bmonorepo\b|\b(?:apps|packages)\/[\w-]+|\b[Ll]ogto samples?\b|\bsample apps?\b|\bsamples'|\bthe samples\b|\bof the contract\b/;

/** @returns What in a text still speaks of this repository, if anything. */
export const traceIn = (text: string): string | undefined => traces.exec(text)?.[0];
