import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isolatedDeclarationSync } from 'rolldown/experimental';
import { parseAst } from 'rolldown/parseAst';

/** Another module's name. */
type Source = { specifier: string; name: string };

type Module = {
  declarations: Map<string, string>;
  sources: Map<string, Source>;
  /** Modules of which everything is exported. */
  stars: string[];
  problem: string | undefined;
};

type Statement = ReturnType<typeof parseAst>['body'][number];
type Named = Extract<Statement, { type: 'ExportNamedDeclaration' }>['specifiers'][number]['local'];

const nameOf = (node: Named): string => (node.type === 'Literal' ? node.value : node.name);

/** The names that a statement declares. */
const declaredBy = (statement: Statement): string[] => {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? id.name : []));
  return declaration && 'id' in declaration && declaration.id?.type === 'Identifier'
    ? [declaration.id.name]
    : [];
};

/** The names that a statement takes from another module, by the name that they have here. */
const takenBy = (statement: Statement): [string, Source][] => {
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.flatMap((part): [string, Source][] =>
      part.type === 'ImportSpecifier'
        ? [[part.local.name, { specifier: statement.source.value, name: nameOf(part.imported) }]]
        : [],
    );
  const { source, specifiers } = statement.type === 'ExportNamedDeclaration' ? statement : {};
  if (!source || !specifiers) return [];
  return specifiers.map(({ local, exported }) => [
    nameOf(exported),
    { specifier: source.value, name: nameOf(local) },
  ]);
};

const parseModule = (file: string): Module => {
  const { code, errors } = isolatedDeclarationSync(file, readFileSync(file, 'utf8'), { sourcemap: false });
  const { body } = parseAst(code, { lang: 'dts' });
  const withComments = body.map((statement, index) => {
    const text = code.slice(body[index - 1]?.end ?? 0, statement.end).trim();
    return { statement, text: text.replace(/^export (declare )?(?=\w)/m, '$1') };
  });
  return {
    declarations: new Map(
      withComments.flatMap(({ statement, text }) =>
        declaredBy(statement).map((name): [string, string] => [name, text]),
      ),
    ),
    sources: new Map(body.flatMap(takenBy)),
    stars: body.flatMap((statement) =>
      statement.type === 'ExportAllDeclaration' ? statement.source.value : [],
    ),
    problem: errors[0]?.message,
  };
};

/**
 * Bundles the type declarations of some exports of a module, and of the types that they name.
 *
 * @param file The path of the module.
 * @param names Its exports.
 * @param folders The folders of the sources of workspace packages, by name.
 * @param known Declarations to use in place of those in the sources, by name.
 * @returns One module. It imports from other packages only.
 * @throws Error if a name is not found, or if the type of a function or class is not written out.
 */
export const bundleDeclarations = (
  file: string,
  names: string[],
  folders: Record<string, string>,
  known: Record<string, string>,
): string => {
  const modules = new Map<string, Module>();
  const taken = new Map<string, string>();
  const external = new Map<string, string>();

  const moduleOf = (path: string): Module => {
    const module = modules.get(path) ?? parseModule(path);
    modules.set(path, module);
    return module;
  };
  const resolveFrom = (path: string, specifier: string): string | undefined => {
    const place = specifier.startsWith('.') ? resolve(dirname(path), specifier) : undefined;
    return place ?? (folders[specifier] && resolve(folders[specifier], 'index.ts'));
  };

  const take = (path: string, name: string): boolean => {
    const { declarations, sources, stars, problem } = moduleOf(path);
    const source = sources.get(name);
    const from = source && resolveFrom(path, source.specifier);
    if (source && from) return take(from, source.name);
    if (source) {
      const alias = source.name === name ? '' : ` as ${name}`;
      external.set(name, `import { ${source.name}${alias} } from '${source.specifier}';`);
      return true;
    }

    const text = known[name] ?? declarations.get(name);
    if (text === undefined)
      return stars.some((star) => {
        const target = resolveFrom(path, star);
        return target !== undefined && existsSync(target) && take(target, name);
      });
    if (problem && /^declare /m.test(text)) throw new Error(`${path}: ${problem}`);
    if (taken.has(name)) return true;
    taken.set(name, text);
    const here = (word: string) => declarations.has(word) || sources.has(word);
    for (const [word] of text.matchAll(/\b[A-Z]\w*\b/g)) if (here(word)) take(path, word);
    return true;
  };

  for (const name of names) if (!take(file, name)) throw new Error(`${file} does not export ${name}`);
  const isType = (name: string) => /^(type|interface) /m.test(taken.get(name) ?? '');
  const exported = names.map((name) => (isType(name) ? `type ${name}` : name));
  return `${[...external.values(), ...taken.values()].join('\n\n')}\n\nexport { ${exported.join(', ')} };\n`;
};
