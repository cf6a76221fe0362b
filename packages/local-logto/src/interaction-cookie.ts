/** The value of Logto's `_interaction` cookie: the sign-in under way of each app, and the latest of all. */
type Interactions = Record<string, string>;

const parse = (cookie: string | undefined): Interactions => {
  try {
    const value: unknown = JSON.parse(cookie ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    // Whatever is not JSON names no interaction; the page then says that the sign-in is unknown.
    return {};
  }
};

/** The id of the sign-in under way for an app, or of the latest one for an app that has none. */
export const interactionId = (cookie: string | undefined, appId: string | null): string | undefined => {
  const interactions = new Map(Object.entries(parse(cookie)));
  return interactions.get(appId ?? '') ?? interactions.get('_legacy');
};

/** The cookie's value after an app has started a sign-in. Older sign-ins of many apps are dropped. */
export const withInteraction = (cookie: string | undefined, appId: string, id: string): string => {
  const others = Object.entries(parse(cookie)).filter(([key]) => key !== appId && key !== '_legacy');
  return JSON.stringify({ ...Object.fromEntries(others.slice(-9)), [appId]: id, _legacy: id });
};
