import { existsSync } from 'node:fs';
import { createFollower, filesOf, type Reached } from './follow-imports.ts';
import { placeOf, type Root } from './lay-out.ts';
import type { Command } from './read-command.ts';
import { appOf, rootsOf } from './roots.ts';
import { substitutesFor } from './substitutes.ts';

/** What a project is made of: files, where it has each, and which of them run in production. */
export type Sources = { files: Reached[]; served: Reached[]; places: Map<string, string> };

/** The unit test beside a file, if it needs nothing that the project has not. */
const testOf = (file: string, known: ReadonlySet<string>, read: (file: string) => Reached) => {
  const path = ['.test.ts', '.test.tsx'].map((ending) => file.replace(/\.tsx?$/, ending)).find(existsSync);
  if (!path || path === file || known.has(path)) return undefined;

  const test = read(path);
  // One that knows its own address may read files that no import names.
  return !test.knowsItsAddress && filesOf(test).every((one) => known.has(one)) ? test : undefined;
};

/** Follows the imports of the app, and of what it is developed and tested with. */
export const collectSources = (command: Command): Sources => {
  const roots = rootsOf(command);
  const runtimes = appOf(command).isNext ? ['edge-light'] : [];
  const follower = createFollower({ runtimes, substitutes: substitutesFor(command) });

  const all = new Map<string, Reached>();
  const places = new Map<string, string>();
  const take = (reached: Reached, root: Root) => {
    const place = placeOf(reached.file, root, roots);
    const rival = [...places].find(([, taken]) => taken === place);
    if (rival) throw new Error(`${rival[0]} and ${reached.file} would both be ${place}`);
    all.set(reached.file, reached);
    places.set(reached.file, place);
  };

  const firsts = new Map<string, Root>();
  for (const root of roots) {
    for (const [file, reached] of follower.follow(root.entries, new Set(all.keys()))) {
      take(reached, root);
      firsts.set(file, root);
    }
  }

  const [app] = roots;
  const served = [...all.values()].filter(({ file }) => firsts.get(file) === app);
  for (const [file, root] of firsts) {
    const test = testOf(file, new Set(all.keys()), follower.read);
    if (test) take(test, root);
  }
  return { files: [...all.values()], served, places };
};
