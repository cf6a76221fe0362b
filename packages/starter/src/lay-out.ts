import { join, relative } from 'node:path/posix';
import { repository } from './rooms.ts';

/** Files from which imports are followed, and where the project has them and what they alone need. */
export type Root = {
  name: string;
  /** Its own folder in this repository, and in the project. */
  folder: string;
  place: string;
  entries: string[];
  /** Where the project has the parts of packages that this root was the first to reach. */
  shared: string;
  /** Where it has those of them that are no code: outside of what is compiled. */
  assets: string;
};

const isWithin = (folder: string, file: string) => file.startsWith(`${folder}/`);

/**
 * Says where the project has a file.
 *
 * @param first The root that reached it first.
 */
export const placeOf = (file: string, first: Root, roots: Root[]): string => {
  const owner = roots.find(({ folder }) => isWithin(folder, file));
  if (owner) return join(owner.place, relative(owner.folder, file));

  const [, room = '', , ...path] = relative(repository, file).split('/');
  return join(/\.tsx?$/.test(file) ? first.shared : first.assets, room, ...path);
};
