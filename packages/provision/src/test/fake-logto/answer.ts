import type { ZodType } from 'zod';

/** A response: JSON, text, or without a body. */
export class Answer extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body?: unknown, headers: Record<string, string> = {}) {
    super(String(status));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const refuse = (status: number, code: string, message: string): Answer =>
  new Answer(status, { code, message });

export const missing = (entity?: string, id?: string): Answer =>
  entity
    ? refuse(404, 'entity.not_exists_with_id', `The ${entity} with ID \`${id}\` does not exist.`)
    : refuse(404, 'entity.not_found', 'The resource does not exist.');

export const taken = (): Answer =>
  refuse(
    422,
    'entity.unique_integrity_violation',
    'The entity already exists. Please check the input and try again.',
  );

export const unknownRelation = (): Answer =>
  refuse(
    422,
    'entity.relation_foreign_key_not_found',
    'Cannot find one or more foreign keys. Please check the input and ensure that all referenced entities exist.',
  );

/** Validates a body as Logto does, but also rejects fields that Logto would ignore. */
export const read = <Body>(schema: ZodType<Body>, body: unknown): Body => {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  const details = `Error in key path "${issue?.path.join('.')}": ${issue?.message}`;
  throw new Answer(400, {
    code: 'guard.invalid_input',
    data: { issues: error.issues, name: 'ZodError' },
    details,
    message: 'The request body is invalid.',
  });
};

/** One page of a list. An `optional` list comes whole unless a page is requested. */
export const page = (items: unknown[], query: URLSearchParams, kind: 'always' | 'optional'): Answer => {
  if (kind === 'optional' && !query.has('page') && !query.has('page_size')) return new Answer(200, items);
  const number = Number(query.get('page') ?? 1);
  const size = Number(query.get('page_size') ?? 20);
  if (!(number > 0 && size > 0 && size <= 100)) {
    throw refuse(400, 'guard.invalid_pagination', 'The request pagination value is invalid.');
  }
  const shown = items.slice((number - 1) * size, number * size);
  return new Answer(200, shown, { 'total-number': String(items.length) });
};
