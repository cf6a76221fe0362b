import { appNames } from '@repo/config';
import { cookieKinds, type Figures, type FlowFigures } from './figures.ts';
import { flowIds } from './flow-ids.ts';

/** How far a size may move before its figure counts as changed: encrypted tokens never have the same size twice. */
const tolerance = 0.1;

const isFar = (one: number, other: number): boolean =>
  Math.abs(one - other) > tolerance * Math.max(one, other);

const requestsOf = ({ requests }: FlowFigures): string =>
  requests.map(({ request }) => request).join(', ') || 'none';

/** Two that an app sends at the same time arrive in either order. */
const sorted = ({ requests }: FlowFigures): string =>
  requests
    .map(({ request }) => request)
    .sort()
    .join();

const compareFlow = (before: FlowFigures, now: FlowFigures): string[] => [
  ...(sorted(before) === sorted(now) ? [] : [`requests: ${requestsOf(now)}, not ${requestsOf(before)}`]),
  ...(before.again === now.again ? [] : [`repeated: ${now.again} to Logto, not ${before.again}`]),
  ...cookieKinds.flatMap((kind) => {
    const was = before.cookies[kind]?.after ?? 0;
    const is = now.cookies[kind]?.after ?? 0;
    return isFar(was, is) ? [`cookie, ${kind}: ${is} bytes, not ${was}`] : [];
  }),
  ...(isFar(before.scripts, now.scripts) ? [`JavaScript: ${now.scripts} bytes, not ${before.scripts}`] : []),
  ...(before.withoutScripts === now.withoutScripts
    ? []
    : [now.withoutScripts ? 'now works without JavaScript' : 'no longer works without JavaScript']),
];

/** Returns a sentence for each figure that has changed: requests at all, sizes by more than a tenth. */
export const differences = (before: Figures, now: Figures): string[] =>
  appNames.flatMap((app) => {
    const [was, is] = [before.apps[app], now.apps[app]];
    return [
      ...flowIds.flatMap((id) =>
        compareFlow(was.flows[id], is.flows[id]).map((what) => `${app}, ${id}: ${what}`),
      ),
      ...(was.endsFromLogto === is.endsFromLogto
        ? []
        : [`${app}: sign-out at Logto ${is.endsFromLogto ? 'now' : 'no longer'} ends its session`]),
    ];
  });
