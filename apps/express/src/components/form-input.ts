import { createStepCookie } from '@repo/server';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { environment } from '../environment.ts';

const typedText = createStepCookie('typed', environment);

// Outlives the session, but is for this user only.
const ownedBy = (user: string) => ({ sub: user, iat: 0 });

/** Keeps what a user typed into a form whose request failed. Keeps no password and no code. */
export const keepFormInput = async ({ method, path, body }: Request, response: Response): Promise<void> => {
  if (method !== 'POST' || typeof body?.user !== 'string') return;
  // A longer path is no page of this app, and might not fit into a cookie.
  if (path.length > 200) return;

  const typed = ['name', 'phone', 'email'].filter((name) => typeof body[name] === 'string');
  const values = Object.fromEntries(typed.map((name) => [name, body[name].slice(0, 128)]));
  response.cookie(
    ...(await typedText.keep({ ...values, path, call: String(body.call) }, ownedBy(body.user))),
  );
};

/**
 * Returns what `keepFormInput` kept of a form on this page, if this user typed it. Forgets the input in any case.
 *
 * @returns What was typed into a field of the form with this `call`, if anything.
 */
export const takeFormInput = async ({ path, headers }: Request, response: Response, user: string) => {
  const cookie = parseCookie(headers.cookie ?? '')[typedText.name];
  if (cookie) response.cookie(...typedText.forget());
  const typed = await typedText.read(cookie, ownedBy(user));
  return (call: string | undefined, field: string): string | undefined =>
    typed.path === path && typed.call === String(call) ? typed[field] : undefined;
};
