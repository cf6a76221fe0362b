import type { Middleware } from './middleware.ts';

/** The value of Logto's `_interaction` cookie: the pending sign-in of each app, and the latest of all. */
type Interactions = Record<string, string>;

const parse = (cookie: string | undefined): Interactions => {
  try {
    const value: unknown = JSON.parse(cookie ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    // Not JSON: there is no pending sign-in, and the screen says so.
    return {};
  }
};

/** The id of an app's pending sign-in, or of the latest one if the app has none. */
export const interactionId = (cookie: string | undefined, appId: string | null): string | undefined => {
  const interactions = new Map(Object.entries(parse(cookie)));
  return interactions.get(appId ?? '') ?? interactions.get('_legacy');
};

/** The ids of all pending sign-ins, the latest first. */
export const interactionIds = (cookie: string | undefined): string[] => [
  ...new Set(Object.values(parse(cookie)).reverse()),
];

/** The cookie's value after an app has started a sign-in. Keeps the sign-ins of the latest ten apps. */
export const withInteraction = (cookie: string | undefined, appId: string, id: string): string => {
  const others = Object.entries(parse(cookie)).filter(([key]) => key !== appId && key !== '_legacy');
  return JSON.stringify({ ...Object.fromEntries(others.slice(-9)), [appId]: id, _legacy: id });
};

/**
 * Keeps the sign-ins of several apps in one browser apart, as a real Logto does. Only two tabs of the same app
 * get in each other's way.
 */
export const interactionPerApp: Middleware = async (context, next) => {
  const { cookies } = context;
  const set = cookies.set.bind(cookies);
  cookies.set = (name, value, options) => {
    if (name !== '_interaction' || !value) return set(name, value, options);
    const current = cookies.get(name, { signed: true });
    return set(name, withInteraction(current, String(context.oidc.params?.client_id), value), options);
  };
  await next();
};
