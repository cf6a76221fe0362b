import { readdirSync, readFileSync } from 'node:fs';
import { differences } from '../src/test/differences.ts';
import { type Exchange, parseRecording } from '../src/test/recording.ts';

/** What is recorded of one endpoint of a real Logto, and how much of it local Logto answers in the same way. */
export type Endpoint = {
  request: string;
  parameters: string[];
  /** Statuses, with the code of the error. */
  answers: string[];
  exchanges: number;
  /** The exchanges with a listed difference. */
  differing: number;
  /** Whether local Logto serves it at all. */
  isServed: boolean;
};

/** A recorded exchange, with the recording that it is in. */
export type Recorded = Exchange & { recording: string };

const recordings = new URL('../src/test/recordings/', import.meta.url);

/** All recorded exchanges with a real Logto. */
export const readRecorded = (): Recorded[] =>
  readdirSync(recordings, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.http'))
    .toSorted()
    .flatMap((file) => {
      const steps = parseRecording(readFileSync(new URL(file, recordings), 'utf8'));
      const exchanges = steps.flatMap((step) => ('directive' in step ? [] : step));
      return exchanges.map((exchange) => ({ ...exchange, recording: file.replace('.http', '') }));
    });

/** The path with names in place of ids, so that exchanges with the same endpoint have the same one. */
const endpointOf = ({ method, path }: Exchange): string => {
  const pathname = path
    .replace(/\?.*/, '')
    .replace(/<[^>]+>/g, ':id')
    .replace(/\/(oidcguide01x)(?=\/|$)/, '/:connector')
    .replace(/\/(identities|social)\/(nope|[a-z]+-oidc)(?=\/|$)/, '/$1/:target')
    .replace(/^(\/api\/(?:users|applications))\/[^/:]+/, '$1/:id')
    .replace(/\/oidc\/auth\/.+/, '/oidc/auth/:id');
  return `${method} ${pathname}`;
};

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

const parametersOf = ({ path, form, headers }: Exchange): string[] => {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const isJson = headers.some(([, value]) => value.startsWith('application/json'));
  if (!form || form === '<form>') return [...query.keys()];
  return [...query.keys(), ...(isJson ? keysOf(JSON.parse(form)) : new URLSearchParams(form).keys())];
};

/** The error code of a recorded answer, if it is an error. */
export const errorOf = ({ status, body }: Exchange): string | undefined => {
  const code =
    status >= 400 && typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
};

const differencesOf = ({ recording, label }: Recorded): string[] =>
  differences.map(({ at }) => at).filter((at) => at.startsWith(`${recording}: ${label}: `));

const unique = (values: string[]): string[] => [...new Set(values)].toSorted();

/** Everything that is recorded, by endpoint. */
export const recordedEndpoints = (recorded: Recorded[]): Endpoint[] => {
  const requests = unique(recorded.map(endpointOf));
  return requests.map((request) => {
    const exchanges = recorded.filter((exchange) => endpointOf(exchange) === request);
    const differing = exchanges.filter((exchange) => differencesOf(exchange).length > 0);
    const isMissing = (exchange: Recorded) =>
      differencesOf(exchange).every((at) => / status 404, not /.test(at));
    return {
      request,
      parameters: unique(exchanges.flatMap(parametersOf)),
      answers: unique(
        exchanges.map((exchange) => [exchange.status, errorOf(exchange)].filter(Boolean).join(' ')),
      ),
      exchanges: exchanges.length,
      differing: differing.length,
      isServed: differing.length < exchanges.length || !differing.every(isMissing),
    };
  });
};
