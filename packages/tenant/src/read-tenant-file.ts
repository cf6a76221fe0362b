import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { parseTenant, TenantError } from './parse-tenant.ts';
import type { Tenant } from './tenant.ts';

export { TenantError };

const readText = async (file: string): Promise<Tenant> => {
  const lines = new LineCounter();
  // JSON is YAML too, so one parser knows the lines of both.
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number) => `${file}:${lines.linePos(offset).line}`;

  const [mistake] = document.errors;
  if (mistake) throw new TenantError(`${placeAt(mistake.pos[0])}: ${mistake.message}`);
  if (document.contents === null) throw new TenantError(`${file}: the file is empty: write a tenant into it`);

  return parseTenant(document.toJS(), (path) => {
    // A missing field has no line: name that of the object around it.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return placeAt(node.range[0]);
    }
    return file;
  });
};

const importModule = async (file: string): Promise<Tenant> => {
  const { tenant }: { tenant?: unknown } = await import(pathToFileURL(file).href);
  if (tenant === undefined) throw new TenantError(`${file}: export the tenant under the name "tenant"`);
  return parseTenant(tenant, file);
};

const reasonOf = (error: unknown, file: string): string => {
  if (!(error instanceof Error)) return `cannot be loaded: ${error}`;
  if ('code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return `this version of Node.js cannot run a ${extname(file)} file: write a .json, .yaml or .js file instead`;
  }
  return `cannot be loaded: ${error.message.split('\n', 1)}`;
};

/**
 * Reads a tenant from a JSON or YAML file, or from the export `tenant` of a module.
 *
 * @param file Its path. Errors name it as it is given here.
 * @throws TenantError if there is no such file, or if it contains no valid tenant: one line per problem, with the file,
 *   the line where it is known, the field and what to do.
 */
export const readTenantFile = async (file: string): Promise<Tenant> => {
  if (!existsSync(file)) throw new TenantError(`${file}: there is no such file: correct the path`);
  try {
    return await (/\.(json|ya?ml)$/.test(file) ? readText(file) : importModule(file));
  } catch (error) {
    if (error instanceof TenantError) throw error;
    throw new TenantError(`${file}: ${reasonOf(error, file)}`, { cause: error });
  }
};
