import { parseSync } from 'oxc-parser';

/** A name that is imported, or exported on from elsewhere. */
export type Name = { imported: string; local: string; isType: boolean };

/** A place in a module that names another one. */
export type Reference = {
  specifier: string;
  /** Where the specifier stands, quotes excluded. */
  start: number;
  end: number;
  /** The import statement; only one with plain names can be divided. */
  statement?: { start: number; end: number; names: Name[] };
  isType: boolean;
};

/** A name that a module hands on from another: `export { imported as exported } from specifier`, `*` for all. */
export type HandedOn = { specifier: string; imported: string; exported: string; isType: boolean };

export type Module = {
  references: Reference[];
  exports: Set<string>;
  /** Set when the module does nothing but hand on what others export: a table of contents. */
  contents: HandedOn[] | undefined;
  /** Whether it knows its own address, by which it can read anything. */
  knowsItsAddress: boolean;
};

const resolveCall = /^\s*\.\s*resolve\(\s*(['"])(.+?)\1/;

/**
 * Finds what a module imports and exports.
 *
 * @param file Its path, whose ending says in which language it is written.
 * @throws Error with the first mistake in it.
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

  const entries = module.staticExports.flatMap((statement) => statement.entries);
  const handedOn = entries.flatMap(({ moduleRequest, importName, exportName, isType }) =>
    moduleRequest
      ? [
          {
            specifier: moduleRequest.value,
            start: moduleRequest.start + 1,
            end: moduleRequest.end - 1,
            imported: importName.name ?? '*',
            exported: exportName.name ?? '*',
            isType,
          },
        ]
      : [],
  );

  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const [, , specifier] = /^(['"])(.*)\1$/.exec(source.slice(start, end)) ?? [];
    // What is only known when the program runs leads out of it.
    return specifier === undefined ? [] : [{ specifier, start: start + 1, end: end - 1, isType: false }];
  });

  const resolved = module.importMetas.flatMap(({ end }) => {
    const [call, , specifier] = resolveCall.exec(source.slice(end)) ?? [];
    if (call === undefined || specifier === undefined) return [];
    const last = end + call.length - 1;
    return [{ specifier, start: last - specifier.length, end: last, isType: false }];
  });

  const isContents = program.body.length > 0 && handedOn.length === entries.length && imports.length === 0;
  const handsOnOnly = program.body.every(({ type }) => /^Export(Named|All)Declaration$/.test(type));

  // One statement that hands on several names gives the same place several times.
  const places = new Map([...imports, ...handedOn, ...dynamic, ...resolved].map((one) => [one.start, one]));
  return {
    references: [...places.values()],
    exports: new Set(entries.flatMap(({ exportName }) => exportName.name ?? [])),
    contents: isContents && handsOnOnly ? handedOn : undefined,
    knowsItsAddress: module.importMetas.length > 0,
  };
};
