import { differences } from '../src/test/differences.ts';
import type { Probed } from './probe.ts';
import { type Endpoint, errorOf, type Recorded, recordedEndpoints } from './recorded.ts';

/** The latest run of a foreign client against local Logto. */
export type ClientResult = { client: string; versions: string; flow: string; date: string; outcome: string };

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const code = (values: string[]): string => values.map((value) => `\`${value}\``).join(' ');

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const outcomeOf = ({ exchanges, differing, isServed }: Endpoint): string => {
  if (!isServed) return '**no**';
  if (differing === 0) return exchanges === 1 ? 'the same' : `the same, ${plural(exchanges, 'time')}`;
  return `the same in ${exchanges - differing} of ${exchanges}`;
};

const endpointRow = (endpoint: Endpoint): string[] => [
  `\`${endpoint.request}\``,
  code(endpoint.parameters),
  endpoint.answers.join(', '),
  outcomeOf(endpoint),
];

const isShown = ({ request }: Endpoint): boolean => !/^OPTIONS | \/$| \/upstream\//.test(request);

const endpointTables = (endpoints: Endpoint[]): string => {
  const groups: [title: string, prefix: RegExp][] = [
    ['OpenID Connect', /^\w+ \/oidc\//],
    ['Account API', /^\w+ \/api\/(my-account|verifications)/],
    ['Other APIs', /^\w+ \/api\//],
    ['Pages', /^/],
  ];
  let left = endpoints.filter(isShown);
  return groups
    .map(([title, prefix]) => {
      const group = left.filter(({ request }) => prefix.test(request));
      left = left.filter((endpoint) => !group.includes(endpoint));
      const rows = table(
        ['request', 'parameters', 'recorded answers', 'local Logto'],
        group.map(endpointRow),
      );
      return `### ${title}\n\n${rows}`;
    })
    .join('\n\n');
};

const errorRows = (recorded: Recorded[]): string[][] => {
  const errors = recorded.flatMap((exchange) => {
    const error = errorOf(exchange);
    return error ? [[error, String(exchange.status)] as const] : [];
  });
  const names = [...new Set(errors.map(([error]) => error))].toSorted();
  return names.map((name) => {
    const statuses = new Set(errors.filter(([error]) => error === name).map(([, status]) => status));
    return [`\`${name}\``, [...statuses].toSorted().join(', ')];
  });
};

const differenceList = (): string => {
  const reasons = [...new Set(differences.map(({ reason }) => reason))];
  return reasons
    .flatMap((reason) => {
      const places = differences.filter((difference) => difference.reason === reason).map(({ at }) => at);
      return [`- ${reason}`, ...places.map((place) => `  - \`${place}\``)];
    })
    .join('\n');
};

const managementRows = (management: Probed[]): string[][] => {
  const groupOf = ({ request }: Probed) => request.split('/').slice(0, 3).join('/').replace(/^\w+ /, '');
  const served = management.filter(({ isServed }) => isServed);
  const groups = [...new Set(served.map(groupOf))].toSorted();
  return groups.map((group) => [
    `\`${group}\``,
    String(management.filter((operation) => groupOf(operation) === group).length),
    code(served.filter((operation) => groupOf(operation) === group).map(({ request }) => request)),
  ]);
};

const clientSection = (clients: ClientResult[]): string => {
  if (clients.length === 0) return '';
  const rows = clients.map(({ client, versions, flow, date, outcome }) => [
    client,
    versions,
    flow,
    date,
    outcome,
  ]);
  return `## Clients

Each row is a run of \`pnpm foreign\`: it installs the client from npm in a folder outside of the repository, and signs in
to local Logto as alice. [A workflow](../.github/workflows/compatibility.yml) does the same every week.

${table(['client', 'versions', 'flow', 'run on', 'outcome'], rows)}

`;
};

/** Renders docs/local-logto.md. */
export const renderDocument = (
  recorded: Recorded[],
  { metadata, management }: { metadata: Probed[]; management: Probed[] },
  clients: ClientResult[],
): string => {
  const served = management.filter(({ isServed }) => isServed).length;
  const managementTable =
    served === 0 ? '' : `\n\n${table(['path', 'requests', 'answered'], managementRows(management))}`;
  return `# What local Logto answers

[Local Logto](../packages/local-logto) responds as a recorded Logto 1.42 does. This page is generated from what its tests use:
the [recordings](../packages/local-logto/src/test/recordings), which a test replays against it, and the
[list of intended differences](../packages/local-logto/src/test/differences.ts), without which that test fails.
\`pnpm support\` writes it, and \`pnpm check\` fails if it is out of date.

${clientSection(clients)}## Requests

${recorded.length} requests to a real Logto are recorded with its answers. "The same" means status, cookies, decisive headers, JSON and
decoded tokens. Parameters are those of the recorded requests.

${endpointTables(recordedEndpoints(recorded))}

### In the metadata

${table(
  ['endpoint', 'local Logto'],
  metadata.map(({ request, isServed }) => [`\`${request}\``, isServed ? 'yes' : '**no**']),
)}

### Management API

Local Logto answers ${served} of ${plural(management.length, 'request')}.${managementTable}

## Errors

Each of these was recorded, and is the same unless a difference below says otherwise.

${table(['code', 'status'], errorRows(recorded))}

## Differences

Each reason, with the recordings, the requests in them, and what differs:

${differenceList()}
`;
};
