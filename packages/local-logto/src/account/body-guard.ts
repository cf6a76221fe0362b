// Logto checks bodies with Zod 3, whose issues are part of the response.
import type { ZodError, ZodType, ZodTypeDef } from 'zod/v3';
import { ApiError } from '../api-error.ts';

const detailsOf = ({ issues }: ZodError): string =>
  issues
    .map((issue) => {
      const reason =
        issue.code === 'invalid_type'
          ? `Expected ${issue.expected} but received ${issue.received}.`
          : issue.message;
      return `Error in key path "${issue.path.join('.')}": (${issue.code}) ${reason}`;
    })
    .join('\n');

/**
 * Checks a request's body, and removes what the schema does not name.
 *
 * @throws ApiError with status 400 that lists the issues.
 */
export const guardBody = <Body>(schema: ZodType<Body, ZodTypeDef, unknown>, body: unknown): Body => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { error } = parsed;
  const data = { issues: error.issues, name: error.name };
  throw new ApiError(400, 'guard.invalid_input', { data, details: detailsOf(error) });
};
