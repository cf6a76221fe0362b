import type { Flow } from '../control/flows.ts';
import type { LoggedRequest } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import { type Html, html } from '../screens/html.ts';

/** A time of the day on this machine. */
export const time = (milliseconds: number): Html => {
  const date = new Date(milliseconds);
  return html`<time datetime="${date.toISOString()}">${date.toTimeString().slice(0, 8)}</time>`;
};

/** The name of an application, or the id of an unknown one. */
const appName = (directory: Directory, id = '–'): string => directory.application(id)?.name ?? id;

const target = ({ tenant, ...directory }: Directory, { resource, organization }: LoggedRequest): string => {
  const names = resource
    ?.split(' ')
    .map((indicator) => tenant.resources.find((api) => api.indicator === indicator)?.name ?? indicator);
  const name = organization && (directory.organization(organization)?.name ?? organization);
  return [names?.join(', '), name].filter(Boolean).join(' in ');
};

const steps: Record<string, string> = {
  '/oidc/.well-known/openid-configuration': 'discovery',
  '/oidc/auth': 'authorize',
  '/oidc/auth/:id': 'authorize',
  '/oidc/token': 'token',
  '/oidc/token/revocation': 'revoke',
  '/oidc/jwks': 'keys',
  '/oidc/me': 'userinfo',
  '/oidc/session/end': 'end session',
  '/oidc/session/end/confirm': 'end session',
};

/** The requests in short, such as "authorize ×3 → token → keys". */
const route = ({ requests }: Flow): string => {
  const names: Array<{ name: string; count: number }> = [];
  for (const { endpoint, fromLogto } of requests) {
    const name = fromLogto ? 'logout token' : (steps[endpoint] ?? endpoint);
    const last = names.at(-1);
    if (last?.name === name) last.count += 1;
    else names.push({ name, count: 1 });
  }
  return names.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name)).join(' → ');
};

/** What the app wanted, such as "token for Shopping API in Acme". */
const purposes = (directory: Directory, { requests }: Flow): string[] => {
  const has = (matches: (request: LoggedRequest) => unknown) => requests.some(matches);
  const tokens = requests.flatMap((request) => {
    if (request.endpoint !== '/oidc/token' || request.grant === 'authorization_code') return [];
    const what = target(directory, request) || (request.grant === 'refresh_token' && 'userinfo');
    return [what ? `token for ${what}` : 'token'];
  });
  const apis = requests.flatMap(({ endpoint }) => {
    if (!endpoint.startsWith('/api/')) return [];
    return [/^\/api\/(my-account|verifications)\b/.test(endpoint) ? 'Account API' : 'Management API'];
  });
  const isSignIn = has(({ endpoint }) => endpoint === '/oidc/auth');
  const isFinished = has(({ grant }) => grant === 'authorization_code');
  const isSignOut = has(({ endpoint }) => endpoint.startsWith('/oidc/session/end'));
  return [
    ...(isSignIn || isFinished ? [isFinished ? 'sign-in' : 'sign-in, no code exchanged'] : []),
    ...(isSignOut ? ['sign-out'] : []),
    ...(!isSignOut && has(({ fromLogto }) => fromLogto) ? ['logout token'] : []),
    ...new Set(tokens),
    ...(has(({ endpoint }) => endpoint === '/oidc/me') ? ['userinfo'] : []),
    ...new Set(apis),
  ];
};

const describe = (directory: Directory, flow: Flow): string => {
  const text = purposes(directory, flow).join(', ') || route(flow);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const isBad = ({ status }: LoggedRequest): boolean => status >= 400 || status === 0;

const status = (request: LoggedRequest | undefined): Html => {
  if (!request) return html`<span class="good">OK</span>`;
  const code = request.status || 'none';
  return html`<span class="${isBad(request) ? 'bad' : 'good'}">${code}</span>`;
};

const requestRow = (directory: Directory, request: LoggedRequest): Html => {
  const { fromLogto, method, endpoint, grant, duration } = request;
  return html`<tr><td>${time(request.time)}</td><td>${fromLogto && 'Logto → '}<code>${method} ${endpoint}</code></td>
<td>${status(request)}</td><td>${duration} ms</td><td>${grant ?? '–'}</td><td>${target(directory, request) || '–'}</td></tr>`;
};

/** One flow: a line that opens to show its requests. */
export const flowItem = (directory: Directory, flow: Flow): Html => {
  const { id, app, requests } = flow;
  const [first] = requests;
  const took = requests.reduce((sum, { duration }) => sum + duration, 0);
  return html`<li id="${id}"><details><summary>${time(first?.time ?? 0)}
<span class="soft">${appName(directory, app)}</span> <b>${describe(directory, flow)}</b>
<span class="route">${route(flow)}</span> ${status(requests.find(isBad))} <span class="took">${took} ms</span></summary>
<div class="scroll" tabindex="0"><table><thead><tr>${[
    'Time',
    'Request',
    'Grant',
    'For',
    'Status',
    'Took',
  ].map(
    (heading) => html`<th scope="col">${heading}</th>`,
  )}</tr></thead><tbody>${requests.map((request) => requestRow(directory, request))}</tbody></table></div></details></li>`;
};
