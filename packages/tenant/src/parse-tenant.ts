import { z } from 'zod';
import { findContradictions, type Problem } from './find-contradictions.ts';
import { type Tenant, tenantSchema } from './tenant.ts';

/** A tenant that cannot be used. The message has one line per problem: the file, the field and what to do. */
export class TenantError extends Error {
  override name = 'TenantError';
}

const nouns: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const formats: Record<string, string> = {
  url: 'must be an absolute URI such as http://localhost:3000/callback',
  email: 'must be an email address such as alice@example.com',
};

/** The text of an error for which the schema has none of its own. */
const describeIssue = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type': {
      const noun = nouns[issue.expected] ?? issue.expected;
      if (issue.input === undefined) return `is missing: set it to ${noun}`;
      return `must be ${noun}${noun === 'text' ? ': put it in quotes' : ''}`;
    }
    case 'too_small':
      return issue.origin === 'string'
        ? 'is empty: give it a value'
        : `must be greater than ${issue.minimum}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return formats[issue.format];
    case 'unrecognized_keys': {
      const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return `is not a field here: remove it, or use one of ${known.join(', ')}`;
    }
    default:
      return undefined;
  }
};

const problemsOf = (issue: z.core.$ZodIssue): Problem[] => {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message }));
};

/**
 * Checks a tenant, and completes it with the values of a new Logto.
 *
 * @param value The tenant as it was written.
 * @param placeOf Where a field is, for errors: the name of the file, or a function that returns it with the line of the
 *   field at the given path.
 * @throws TenantError with one line for each field that is missing, unknown or invalid; for each reference to something
 *   that the tenant does not define; and for each name that must be unique and is not.
 */
export const parseTenant = (value: unknown, placeOf: string | ((path: PropertyKey[]) => string)): Tenant => {
  const { success, data, error } = tenantSchema.safeParse(value, { error: describeIssue });
  const problems = success ? findContradictions(data) : error.issues.flatMap(problemsOf);
  if (success && problems.length === 0) return data;

  const lines = problems.map(({ path, message }) => {
    const place = typeof placeOf === 'string' ? placeOf : placeOf(path);
    return `${place}: ${path.length > 0 ? z.core.toDotPath(path) : 'the tenant'} ${message}`;
  });
  throw new TenantError(lines.join('\n'));
};
