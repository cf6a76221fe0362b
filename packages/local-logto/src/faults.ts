import { setTimeout } from 'node:timers/promises';
import { type Exchange, sendJson } from './exchange.ts';

/** What the server is told to do wrong. Everything unset means: behave. */
export type Faults = {
  /** Closes every connection without an answer. */
  down?: boolean;
  /** Answers every request with status 500. */
  serverError?: boolean;
  /** Accepts requests and never answers. */
  hang?: boolean;
  /** Answers every request this many milliseconds late. */
  delay?: number;
  /** Limits `down`, `serverError`, `hang` and `delay` to paths that begin so, such as `/oidc/token`. */
  only?: string;
  /** Gives access tokens this lifetime in seconds, whatever their resource says. */
  accessTokenTtl?: number;
  /** Rotates the refresh token at every use, not only past 70 % of its life. */
  rotateAlways?: boolean;
  /** Sends the next sign-in back to its app with `access_denied`. */
  denyNextSignIn?: boolean;
  /** Claims so many more organizations for every user who belongs to one; tokens for them are refused. */
  furtherOrganizations?: number;
  /** Sets the server's clock forward by so many seconds, or back if negative. */
  clockSkew?: number;
};

const decade = 10 * 366 * 24 * 3600;

const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isBetween =
  (minimum: number, maximum: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;

const rules: Record<keyof Faults, { accepts: (value: unknown) => boolean; rule: string }> = {
  down: { accepts: isFlag, rule: 'true or false' },
  serverError: { accepts: isFlag, rule: 'true or false' },
  hang: { accepts: isFlag, rule: 'true or false' },
  delay: { accepts: isBetween(0, 60_000), rule: 'milliseconds from 0 to 60000' },
  only: { accepts: (value) => typeof value === 'string' && /^\/\S{0,99}$/.test(value), rule: 'a path' },
  accessTokenTtl: { accepts: isBetween(1, 86_400), rule: 'seconds from 1 to 86400' },
  rotateAlways: { accepts: isFlag, rule: 'true or false' },
  denyNextSignIn: { accepts: isFlag, rule: 'true or false' },
  furtherOrganizations: { accepts: isBetween(1, 10_000), rule: 'a number from 1 to 10000' },
  clockSkew: { accepts: isBetween(-decade, decade), rule: 'seconds, ten years at most' },
};

const isFault = (name: string): name is keyof Faults => Object.hasOwn(rules, name);

/**
 * Reads what was ordered.
 *
 * @returns The faults, or what is wrong with the order in one sentence.
 */
export const readFaults = (input: unknown): Faults | string => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return 'Faults must be an object.';
  const faults: Faults = {};
  for (const [name, value] of Object.entries(input)) {
    if (!isFault(name)) return `There is no fault "${name.slice(0, 40)}": ${Object.keys(rules).join(', ')}.`;
    if (!rules[name].accepts(value)) return `${name} must be ${rules[name].rule}.`;
    Object.assign(faults, { [name]: value });
  }
  return faults;
};

/**
 * Does to a request what was ordered for all of them.
 *
 * @returns Whether that was all: the request needs no other answer.
 */
export const misbehave = async (faults: Faults, exchange: Exchange): Promise<boolean> => {
  if (!exchange.url.pathname.startsWith(faults.only ?? '/')) return false;
  if (faults.down) {
    exchange.request.socket.destroy();
    return true;
  }
  if (faults.hang) return true;
  if (faults.delay) await setTimeout(faults.delay, undefined, { ref: false });
  if (!faults.serverError) return false;
  sendJson(exchange, { message: 'Internal server error.' }, 500);
  return true;
};
