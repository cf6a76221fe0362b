import { parseSync } from 'oxc-parser';

/** A name that is imported. */
export type Name = { imported: string; local: string; isType: boolean };

/** A place in a module that names another one. */
export type Reference = {
  specifier: string;
  /** Where the specifier is, without its quotes. */
  start: number;
  end: number;
  /** The import statement, if it imports nothing but plain names: only such a statement can be divided. */
  statement?: { start: number; end: number; names: Name[] };
  isType: boolean;
};

/** A re-exported name: `export { imported as exported } from specifier`, `*` for all names. */
type Reexport = Pick<Reference, 'specifier' | 'start' | 'end' | 'isType'> & {
  imported: string;
  exported: string;
};

export type Module = {
  references: Reference[];
  exports: Set<string>;
  /** The re-exports of a barrel, a module that does nothing else. */
  barrel: Reexport[] | undefined;
};

const resolveCall = /^\s*\.\s*resolve\(\s*(['"])(.+?)\1/;

/**
 * Finds what a module imports and exports.
 *
 * @param file Its path, whose ending names the language.
 * @throws Error with the first syntax error.
 */
export const parseModule = (file: string, source: string): Module => {
  const { module, program, errors } = parseSync(file, source);
  const [mistake] = errors;
  if (mistake) throw new Error(`${file}: ${mistake.message}`);

  const imports = module.staticImports.map(({ start, end, moduleRequest, entries }): Reference => {
    const names = entries.map(({ importName, localName, isType }) => ({
      imported: importName.kind === 'Name' ? (importName.name ?? '') : importName.kind,
      local: localName.value,
      isType,
    }));
    const isPlain = entries.length > 0 && entries.every(({ importName }) => importName.kind === 'Name');
    return {
      specifier: moduleRequest.value,
      start: moduleRequest.start + 1,
      end: moduleRequest.end - 1,
      ...(isPlain && { statement: { start, end, names } }),
      isType: names.length > 0 && names.every(({ isType }) => isType),
    };
  });

  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const reexports = exported.flatMap(({ moduleRequest, importName, exportName, isType }): Reexport[] => {
    if (!moduleRequest) return [];
    const place = { start: moduleRequest.start + 1, end: moduleRequest.end - 1 };
    const names = { imported: importName.name ?? '*', exported: exportName.name ?? '*' };
    return [{ specifier: moduleRequest.value, ...place, ...names, isType }];
  });

  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    // A computed specifier is known only at run time.
    const [, , specifier] = /^(['"])(.*)\1$/.exec(source.slice(start, end)) ?? [];
    return specifier === undefined ? [] : [{ specifier, start: start + 1, end: end - 1, isType: false }];
  });

  const resolved = module.importMetas.flatMap(({ end }) => {
    const [call, , specifier] = resolveCall.exec(source.slice(end)) ?? [];
    if (call === undefined || specifier === undefined) return [];
    const last = end + call.length - 1;
    return [{ specifier, start: last - specifier.length, end: last, isType: false }];
  });

  const isBarrel =
    program.body.length > 0 && program.body.every(({ type }) => /^Export(Named|All)Declaration$/.test(type));

  // A statement that re-exports several names has one specifier for all of them.
  const places = new Map([...imports, ...reexports, ...dynamic, ...resolved].map((one) => [one.start, one]));
  return {
    references: [...places.values()],
    exports: new Set(exported.flatMap(({ exportName }) => exportName.name ?? [])),
    barrel: isBarrel && reexports.length === exported.length ? reexports : undefined,
  };
};
