import { json } from 'express';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Reads JSON bodies of 4 kB at most. Comes after `requireAccessToken`: strangers' bodies are not read at all. */
export const jsonBody = json({ limit: '4kb' });

/**
 * Checks a body.
 *
 * @param hint What a caller is told to send instead.
 * @throws Refusal with status 400 when the body does not fit the schema.
 */
export const checkBody = <Body>(body: unknown, schema: z.ZodType<Body>, hint: string): Body => {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refusal(400, 'invalid_request', hint);
  return result.data;
};
