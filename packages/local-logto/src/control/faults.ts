import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { type Exchange, sendJson } from '../exchange.ts';

/** What the server does wrong on purpose. Nothing by default. */
export type Faults = {
  /** Closes every connection without an answer. */
  down?: boolean;
  /** Answers every request with status 500. */
  serverError?: boolean;
  /** Accepts requests and never answers. */
  hang?: boolean;
  /** Answers every request this many milliseconds late. */
  delay?: number;
  /** Limits `down`, `serverError`, `hang` and `delay` to paths with this prefix, such as `/oidc/token`. */
  only?: string;
  /** The lifetime of access tokens in seconds, for all resources. */
  accessTokenTtl?: number;
  /** Rotates the refresh token at every use, not only after 70 % of its lifetime. */
  rotateAlways?: boolean;
  /** Ends the next sign-in with `access_denied`. */
  denyNextSignIn?: boolean;
  /** Adds this many organizations to the claims of every member of one. Their tokens are refused. */
  furtherOrganizations?: number;
  /** New users register with a phone number and a password, whatever the tenant says. */
  registerByPhone?: boolean;
  /** Moves the server's clock forward by this many seconds, or back if negative. */
  clockSkew?: number;
};

const tenYears = 10 * 366 * 24 * 3600;

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
  registerByPhone: { accepts: isFlag, rule: 'true or false' },
  clockSkew: { accepts: isBetween(-tenYears, tenYears), rule: 'seconds, at most ten years' },
};

const isFault = (name: string): name is keyof Faults => Object.hasOwn(rules, name);

/**
 * Checks an order of faults.
 *
 * @returns The faults, or a sentence that says what is wrong with the order.
 */
export const readFaults = (input: unknown): Faults | string => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return 'Faults must be an object.';
  const faults: Faults = {};
  for (const [name, value] of Object.entries(input)) {
    if (!isFault(name))
      return `Unknown fault "${name.slice(0, 40)}". The faults are ${Object.keys(rules).join(', ')}.`;
    if (!rules[name].accepts(value)) return `${name} must be ${rules[name].rule}.`;
    Object.assign(faults, { [name]: value });
  }
  return faults;
};

/**
 * Applies the faults to a request.
 *
 * @returns Whether the request needs no further answer.
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

const current = new AsyncLocalStorage<Faults>();
const skewed = new WeakSet<typeof Date.now>();

/**
 * Runs a function in which `Date.now`, the clock that oidc-provider reads, follows the fault `clockSkew`. The rest of the
 * process, such as a test or another local Logto, keeps its own.
 */
export const withClock = <Result>(faults: Faults, run: () => Result): Result => {
  if (faults.clockSkew && !skewed.has(Date.now)) {
    const { now } = Date;
    Date.now = () => now() + (current.getStore()?.clockSkew ?? 0) * 1000;
    skewed.add(Date.now);
  }
  return current.run(faults, run);
};
