import { promisify } from 'node:util';
import session from 'express-session';

// `unknown`, because an app may give `request.session` a type of its own, as @logto/express does.
type Request = { session?: unknown };

const run = async ({ session: current }: Request, method: 'save' | 'destroy' | 'regenerate') => {
  if (!(current instanceof session.Session)) {
    throw new Error('There is no session: express-session is not mounted, or the session has already ended');
  }
  await promisify(current[method].bind(current))();
};

// The methods of express-session's sessions as promises. They throw what the store does, and an Error without a session.

/** Saves the session now, instead of at the end of the response. */
export const saveSession = (request: Request): Promise<void> => run(request, 'save');

/** Deletes the session from the store. Its cookie remains. */
export const destroySession = (request: Request): Promise<void> => run(request, 'destroy');

/** Deletes the session from the store, and gives the request an empty one with a new id. */
export const regenerateSession = (request: Request): Promise<void> => run(request, 'regenerate');

/** Whether a session holds no value but its cookie. */
export const isEmptySession = (data: object): boolean =>
  Object.entries(data).every(([key, value]) => key === 'cookie' || value === undefined);
