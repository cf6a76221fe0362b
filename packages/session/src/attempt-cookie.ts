import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { boundedCookie } from './bounded-cookie.ts';

const hour = 60 * 60 * 1000;

/** The latest sign-in of a browser. */
type Attempt = {
  /** What Logto's SDK stores until the callback. */
  signInSession?: string;
  /** Where to go then. */
  returnTo?: string;
  /** Set if an earlier attempt has failed. */
  retry?: string;
};

/**
 * Keeps the latest sign-in attempt of a browser in an encrypted cookie for an hour, for an Express app. Anybody can start
 * any number of sign-ins, so a store of sessions should not hold them.
 *
 * @param options The cookie's `name`, the `secret` of 32 random characters or more, and attributes of the cookie.
 * @returns `read` returns an empty attempt if there is none. `keep` throws `SessionTooLargeError` if the cookie would
 *   exceed 4,000 bytes.
 */
export const createAttemptCookie = ({
  name,
  secret,
  ...attributes
}: CookieOptions & { name: string; secret: string }) => ({
  keep: async (response: Response, attempt: Attempt): Promise<void> => {
    response.cookie(name, await boundedCookie.wrap(attempt, secret), { ...attributes, maxAge: hour });
  },

  read: ({ headers }: Request): Promise<Attempt> =>
    boundedCookie.unwrap(parseCookie(headers.cookie ?? '')[name] ?? '', secret),
});
