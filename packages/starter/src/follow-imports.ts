import { readFileSync } from 'node:fs';
import { type Module, type Name, parseModule, type Reference } from './parse-module.ts';
import { resolveSpecifier, type Target } from './resolve-specifier.ts';

/** A reference and what it leads to; one that names a table of contents leads to several files. */
export type Link = { reference: Reference; parts: { target: Target; names: Name[] }[] };

/** A file that is reached, and where its references lead. */
export type Reached = { file: string; source: string; links: Link[]; knowsItsAddress: boolean };

type Options = {
  /** Conditions of package exports under which the app may run, such as `edge-light`. */
  runtimes: string[];
  /** Texts that stand in for those of the files. */
  substitutes: Map<string, string>;
};

const isModule = (file: string) => /\.[cm]?[jt]sx?$/.test(file);

/** Follows imports from file to file, and through tables of contents to the files that define the names. */
export const createFollower = ({ runtimes, substitutes }: Options) => {
  const modules = new Map<string, Module>();
  const sourceOf = (file: string) => substitutes.get(file) ?? readFileSync(file, 'utf8');

  const moduleOf = (file: string): Module => {
    const known = modules.get(file) ?? parseModule(file, sourceOf(file));
    modules.set(file, known);
    return known;
  };

  /** The file that defines a name which `file` exports, and the name there. */
  const define = (file: string, name: string): { file: string; name: string } | undefined => {
    if (!isModule(file)) return undefined;
    const { contents, exports } = moduleOf(file);
    if (!contents) return exports.has(name) ? { file, name } : undefined;

    for (const { specifier, imported, exported } of contents) {
      if (exported !== name && exported !== '*') continue;
      const target = resolveSpecifier(specifier, file, runtimes);
      if (target.kind !== 'file') continue;
      const found = define(target.file, exported === '*' ? name : imported);
      if (found) return found;
    }
    return undefined;
  };

  const linkOf = (reference: Reference, from: string): Link => {
    const target = resolveSpecifier(reference.specifier, from, runtimes);
    const names = reference.statement?.names ?? [];
    const isContents =
      target.kind === 'file' && !target.choice && isModule(target.file) && moduleOf(target.file).contents;
    if (!isContents || names.length === 0) return { reference, parts: [{ target, names }] };

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

  const read = (file: string): Reached => {
    if (!isModule(file)) return { file, source: sourceOf(file), links: [], knowsItsAddress: false };
    const { references, knowsItsAddress } = moduleOf(file);
    const links = references.map((reference) => linkOf(reference, file));
    return { file, source: sourceOf(file), links, knowsItsAddress };
  };

  return {
    read,
    /** @returns All that is reached from these files, themselves included, without what is known already. */
    follow: (entries: string[], known: ReadonlySet<string>): Map<string, Reached> => {
      const reached = new Map<string, Reached>();
      const waiting = [...entries];
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        if (reached.has(file) || known.has(file)) continue;
        const found = read(file);
        reached.set(file, found);
        waiting.push(...filesOf(found));
      }
      return reached;
    },
  };
};

/** The files that a reached file leads to, in every runtime. */
export const filesOf = ({ links }: Reached): string[] =>
  links.flatMap(({ parts }) =>
    parts.flatMap(({ target }) =>
      target.kind === 'file' ? [target.file, ...(target.choice?.conditions.values() ?? [])] : [],
    ),
  );
