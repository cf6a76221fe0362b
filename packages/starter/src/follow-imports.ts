import { readFileSync } from 'node:fs';
import { type Module, type Name, parseModule, type Reference } from './parse-module.ts';
import { pruneModule, type Wanted } from './prune-module.ts';
import { resolveSpecifier, type Target } from './resolve-specifier.ts';

/** A reference and the files that it leads to. An import from a barrel leads to several. */
type Link = { reference: Reference; parts: { target: Target; names: Name[] }[] };

/** The part of a file that is needed, what this part exports, and where its references lead. */
export type Reached = { file: string; source: string; exports: ReadonlySet<string>; links: Link[] };

type Options = {
  /** The files whose imports are followed, taken whole. From other files, only what these need is taken. */
  entries: string[];
  /** Conditions of package exports under which the app may run, such as `edge-light`. */
  conditions: string[];
  /** Texts to read instead of files. */
  edited: ReadonlyMap<string, string>;
};

const isModule = (file: string) => /\.[cm]?[jt]sx?$/.test(file);

/** Follows imports from file to file, through barrels to the files that define the names. */
export const createFollower = ({ entries: allEntries, conditions, edited }: Options) => {
  const modules = new Map<string, Module>();
  const sourceOf = (file: string) => edited.get(file) ?? readFileSync(file, 'utf8');

  const moduleOf = (file: string): Module => {
    const known = modules.get(file) ?? parseModule(file, sourceOf(file));
    modules.set(file, known);
    return known;
  };

  /** The file that defines a name which `file` exports, and the name there. */
  const define = (file: string, name: string): { file: string; name: string } | undefined => {
    if (!isModule(file)) return undefined;
    const { barrel, exports } = moduleOf(file);
    if (!barrel) return exports.has(name) ? { file, name } : undefined;

    for (const { specifier, imported, exported } of barrel) {
      if (exported !== name && exported !== '*') continue;
      const target = resolveSpecifier(specifier, file, conditions);
      if (target.kind !== 'file') continue;
      const found = define(target.file, exported === '*' ? name : imported);
      if (found) return found;
    }
    return undefined;
  };

  const linkOf = (reference: Reference, from: string): Link => {
    const target = resolveSpecifier(reference.specifier, from, conditions);
    const names = reference.statement?.names ?? [];
    const isBarrel =
      target.kind === 'file' && !target.conditional && isModule(target.file) && moduleOf(target.file).barrel;
    if (!isBarrel || names.length === 0) return { reference, parts: [{ target, names }] };

    const parts = new Map<string, Link['parts'][number]>();
    for (const name of names) {
      const defined = define(target.file, name.imported);
      if (!defined)
        throw new Error(`${from} imports ${name.imported} from ${reference.specifier}: not there`);
      const part = parts.get(defined.file) ?? { target: { kind: 'file', file: defined.file }, names: [] };
      part.names.push({ ...name, imported: defined.name });
      parts.set(defined.file, part);
    }
    return { reference, parts: [...parts.values()] };
  };

  const read = (file: string, wanted: Wanted): Reached => {
    if (!isModule(file)) return { file, source: sourceOf(file), exports: new Set(), links: [] };
    const source = pruneModule(file, sourceOf(file), wanted);
    const { references, exports } = parseModule(file, source);
    return { file, source, exports, links: references.map((reference) => linkOf(reference, file)) };
  };

  /** Every file that is reached, with the parts that any file needs. */
  const all = new Map<string, Reached>();
  const wantedOf = new Map<string, Wanted>();
  const want = (file: string, names: Wanted): void => {
    const known = wantedOf.get(file);
    const wanted = known === 'all' || names === 'all' ? 'all' : new Set([...(known ?? []), ...names]);
    if (known && (known === 'all' || (wanted !== 'all' && wanted.size === known.size))) return;
    wantedOf.set(file, wanted);
    const found = read(file, wanted);
    all.set(file, found);
    for (const { target, names } of found.links.flatMap(({ parts }) => parts)) {
      const imported = names.length > 0 ? new Set(names.map((name) => name.imported)) : 'all';
      for (const one of filesOf(target)) want(one, imported);
    }
  };
  for (const entry of allEntries) want(entry, 'all');

  /** Returns everything that is reached from these files, themselves included, without the files that are known. */
  return (entries: string[], known: ReadonlySet<string>): Map<string, Reached> => {
    const reached = new Map<string, Reached>();
    const waiting = [...entries];
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      if (reached.has(file) || known.has(file)) continue;
      const found = all.get(file);
      if (!found) throw new Error(`${file} is neither an entry nor reached from one`);
      reached.set(file, found);
      waiting.push(...targetsOf(found).flatMap(filesOf));
    }
    return reached;
  };
};

const filesOf = (target: Target): string[] =>
  target.kind === 'file' ? [target.file, ...(target.conditional?.files.values() ?? [])] : [];

/** Everything that a file leads to. */
export const targetsOf = ({ links }: Reached): Target[] =>
  links.flatMap(({ parts }) => parts.map(({ target }) => target));
