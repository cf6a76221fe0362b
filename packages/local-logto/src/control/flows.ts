import type { LoggedRequest } from './request-log.ts';

/** The requests of one sign-in, page view or sign-out. */
export type Flow = {
  /** Stays the same while requests are added. */
  id: string;
  /** The id of the application, if a request names one. */
  app?: string;
  /** Oldest first. */
  requests: LoggedRequest[];
};

/** The requests of one page view follow each other faster than this, in milliseconds. */
const pause = 500;

const isSignIn = ({ requests }: Flow): boolean => requests.some(({ endpoint }) => endpoint === '/oidc/auth');

const isFinished = ({ requests }: Flow): boolean =>
  requests.some(({ grant }) => grant === 'authorization_code');

/** Whether a request can only be the first of its flow that names an app. */
const begins = ({ endpoint }: LoggedRequest): boolean =>
  endpoint === '/oidc/auth' || endpoint === '/oidc/token/revocation';

/** Whether a request belongs to a sign-in, however long its visitor took to type. */
const continuesSignIn = ({ endpoint, grant }: LoggedRequest): boolean =>
  endpoint === '/oidc/auth/:id' || grant === 'authorization_code';

const isSoonAfter = (flow: Flow, { time }: LoggedRequest): boolean =>
  time - Math.max(...flow.requests.map((request) => request.time + request.duration)) < pause;

/** Discovery and keys are requested without naming an app. They belong to what is next to them. */
const isOfSameApp = (flow: Flow, { app }: LoggedRequest): boolean =>
  flow.app === undefined || app === undefined || flow.app === app;

const belongs = (flow: Flow, request: LoggedRequest): boolean => {
  if (continuesSignIn(request) && flow.app === request.app && isSignIn(flow) && !isFinished(flow))
    return true;
  if (begins(request) && flow.app !== undefined) return false;
  return isOfSameApp(flow, request) && isSoonAfter(flow, request);
};

/**
 * Groups logged requests by what made an app send them. The log does not say what that was: a sign-in is recognized by its
 * endpoints, and anything else by the pause before the next request.
 *
 * @param requests In any order.
 * @returns The flows, the latest first.
 */
export const groupIntoFlows = (requests: LoggedRequest[]): Flow[] => {
  const flows: Flow[] = [];
  // The flow with the latest request is last.
  const active: Flow[] = [];
  for (const request of requests.toSorted((one, other) => one.time - other.time)) {
    const found = active.findLast((flow) => belongs(flow, request));
    if (found) active.splice(active.indexOf(found), 1);
    const double = flows.filter(({ requests: [first] }) => first?.time === request.time).length;
    const flow = found ?? { id: `flow-${request.time}${double > 0 ? `-${double}` : ''}`, requests: [] };
    if (!found) flows.push(flow);
    flow.app ??= request.app;
    flow.requests.push(request);
    active.push(flow);
  }
  return flows.reverse();
};
