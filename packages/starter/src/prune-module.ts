import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';

/** The exports of a file that other files import, or `all` to keep the whole file. */
export type Wanted = ReadonlySet<string> | 'all';

const isPropertyName = (node: object, key: string): boolean =>
  ('computed' in node && node.computed === false && (key === 'key' || key === 'property')) ||
  ('type' in node && node.type === 'JSXAttribute' && key === 'name');

/** The identifiers in a syntax node, except property names. Some may be local to it. */
const namesIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node && /^(JSX)?Identifier$/.test(String(node.type)) && 'name' in node;
  return [
    ...(own ? [String(node.name)] : []),
    ...Object.entries(node).flatMap(([key, child]) => (isPropertyName(node, key) ? [] : namesIn(child))),
  ];
};

type Statement = ReturnType<typeof parseSync>['program']['body'][number];

/** The names that a statement declares; undefined for a statement that has an effect, such as a call. */
const declaredBy = (statement: Statement): string[] | undefined => {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  switch (declaration?.type) {
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id }) =>
        id.type === 'Identifier' ? [id.name] : namesIn(id),
      );
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return declaration.id ? [declaration.id.name] : undefined;
    default:
      return undefined;
  }
};

/**
 * Removes what no wanted export needs: declarations with the comments above them, and imports. A declaration goes even if its
 * initial value has an effect, so no file may have one like that.
 *
 * @param file The file's path: its extension tells the parser the language.
 */
export const pruneModule = (file: string, source: string, wanted: Wanted): string => {
  if (wanted === 'all') return source;
  const { program, comments } = parseSync(file, source);
  const imports = program.body.filter((statement) => statement.type === 'ImportDeclaration');
  const others = program.body
    .filter((statement) => statement.type !== 'ImportDeclaration')
    .map((statement) => ({ statement, declared: declaredBy(statement), names: namesIn(statement) }));

  const needed = new Set(wanted);
  const isNeeded = ({ declared }: { declared: string[] | undefined }) =>
    !declared || declared.some((name) => needed.has(name));
  for (let before = -1; before < needed.size; ) {
    before = needed.size;
    for (const name of others.filter(isNeeded).flatMap(({ names }) => names)) needed.add(name);
  }

  const text = new MagicString(source);
  const startWithComments = (start: number): number => {
    const above = comments.find(
      (comment) =>
        comment.end <= start &&
        /^[ \t]*\n?[ \t]*$/.test(source.slice(comment.end, start)) &&
        // Not at the end of another statement's line.
        /(^|\n)[ \t]*$/.test(source.slice(0, comment.start)),
    );
    return above ? startWithComments(above.start) : start;
  };
  const remove = ({ start, end }: { start: number; end: number }) =>
    text.remove(startWithComments(start), end);

  for (const one of others) if (!isNeeded(one)) remove(one.statement);
  for (const statement of imports) {
    const { specifiers } = statement;
    const used = specifiers.filter(({ local }) => needed.has(local.name));
    const [first, last] = [specifiers[0], specifiers.at(-1)];
    if (!first || !last || used.length === specifiers.length) continue;
    // With its line break, so that the remaining imports stay one block.
    if (used.length === 0) remove({ ...statement, end: Math.min(statement.end + 1, source.length) });
    else if (specifiers.every(({ type }) => type === 'ImportSpecifier')) {
      text.overwrite(
        first.start,
        last.end,
        used.map(({ start, end }) => source.slice(start, end)).join(', '),
      );
    }
  }
  return text.toString();
};
