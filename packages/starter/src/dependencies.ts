import type { Reached } from './follow-imports.ts';
import { installed, roomOf } from './rooms.ts';

/** What package.json says of other packages: name to exact version. */
export type Dependencies = { dependencies: Record<string, string>; devDependencies: Record<string, string> };

const sorted = (versions: Map<string, string>) =>
  Object.fromEntries([...versions].toSorted(([one], [other]) => (one < other ? -1 : 1)));

const typesOf = (name: string) => `@types/${name.replace('@', '').replace('/', '__')}`;

const versionFor = (file: string, name: string): string => {
  const { version } = installed(roomOf(file), name) ?? {};
  if (typeof version !== 'string') throw new Error(`${file} imports ${name}, which is not installed for it`);
  return version;
};

/** What a package demands beside itself. */
const peersOf = (room: string, name: string): string[] => {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = installed(room, name) ?? {};
  return Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
};

/**
 * The packages that files import, in the versions that are installed here.
 *
 * @param served Files that run in production; those of `others` only serve development and tests.
 * @param tools Packages that no file imports: the ones that scripts run, as they are installed for `tools.room`.
 */
export const dependenciesOf = (
  served: Reached[],
  others: Reached[],
  tools: { room: string; names: string[] },
): Dependencies => {
  const dependencies = new Map<string, string>();
  const devDependencies = new Map<string, string>();

  const take = (to: Map<string, string>, file: string, name: string): void => {
    if (dependencies.has(name) || to.has(name)) return;
    to.set(name, versionFor(file, name));

    const room = roomOf(file);
    const { version } = installed(room, typesOf(name)) ?? {};
    if (version) devDependencies.set(typesOf(name), version);
    if (to !== dependencies) return;
    for (const peer of peersOf(room, name)) if (installed(room, peer)) take(to, file, peer);
  };

  const add = (to: Map<string, string>, files: Reached[], isWanted: (isType: boolean) => boolean) => {
    for (const { file, links } of files) {
      for (const { reference, parts } of links) {
        for (const { target } of parts) {
          if (target.kind === 'package' && isWanted(reference.isType)) take(to, file, target.name);
        }
      }
    }
  };

  add(dependencies, served, (isType) => !isType);
  add(devDependencies, served, () => true);
  add(devDependencies, others, () => true);
  for (const name of tools.names) devDependencies.set(name, versionFor(`${tools.room}/package.json`, name));
  return { dependencies: sorted(dependencies), devDependencies: sorted(devDependencies) };
};
