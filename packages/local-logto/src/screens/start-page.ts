import type { ApiResource, Application } from '@repo/tenant';
import type { LoggedRequest, RequestLog } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import type { Inbox, Message } from '../inbox.ts';
import { isListening } from '../listen.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** Updates the page every two seconds while it is visible, and makes the buttons work. */
const script = `
for (const button of document.querySelectorAll('[data-end-sessions]')) {
  button.hidden = false;
  button.onclick = async () => {
    const username = button.dataset.endSessions;
    const done = document.getElementById('sessions-ended');
    try {
      const answer = await fetch('/local/end-sessions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username }),
      });
      const { sessions, message } = await answer.json();
      done.textContent = message ?? username + ': ' + sessions + (sessions === 1 ? ' session' : ' sessions') + ' ended.';
    } catch {
      done.textContent = 'Local Logto does not answer.';
    }
  };
}
setInterval(async () => {
  if (document.hidden) return;
  try {
    const page = new DOMParser().parseFromString(await (await fetch('/local')).text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const latest = page.getElementById(part.id);
      if (latest && latest.innerHTML !== part.innerHTML) part.innerHTML = latest.innerHTML;
    }
    document.body.classList.remove('stale');
  } catch {
    document.body.classList.add('stale');
  }
}, 2000);
`;

/** The address of an app with a home page. A native app has none, nor has one whose redirect URIs name no host. */
const homeOf = ({ redirectUris }: Application): URL | undefined => {
  const uri = redirectUris.find((candidate) => /^https?:\/\/[^*/]+(\/|$)/.test(candidate));
  return uri === undefined ? undefined : new URL('/', uri);
};

const appTile = async (application: Application): Promise<Html> => {
  const url = homeOf(application);
  if (!url) {
    const uris = application.redirectUris.join(', ') || 'no redirect URI';
    return html`<li class="tile"><strong>${application.name}</strong><span class="soft">${uris}</span></li>`;
  }
  const isUp = await isListening(url);
  return html`<li class="tile"><a href="${url.href}">${application.name}</a>
<span class="soft">${url.host}</span>
<span class="status ${isUp ? 'up' : 'down'}">${isUp ? 'running' : 'not running'}</span></li>`;
};

const list = (items: string[]): string => (items.length > 0 ? items.join(', ') : '–');

const memberships = (names: string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : list(names);

// Hidden without JavaScript: the control API accepts JSON only.
const endSessions = (username: string): Html =>
  html`<td><button class="plain small" type="button" data-end-sessions="${username}" aria-label="End sessions of ${username}" hidden>End sessions</button></td>`;

const userRows = ({ tenant }: Directory, canControl: boolean): Html[] =>
  tenant.users.map(
    ({ username, primaryEmail, primaryPhone, password, roles, memberships: belongs }) =>
      html`<tr><th scope="row"><code>${username}</code></th><td><code>${password}</code></td>
<td>${primaryEmail ?? '–'}</td><td>${primaryPhone ? `+${primaryPhone}` : '–'}</td><td>${list(roles)}</td>
<td>${memberships(belongs.map(({ organization }) => organization))}</td>${canControl && endSessions(username)}</tr>`,
  );

const aboutSessions = html`<p class="soft">“End sessions” signs a user out and posts a logout token to each app that the
user was signed in to. A real Logto posts none when a session is deleted through its API, only at sign-out and when another
user signs in.</p><p id="sessions-ended" role="status"></p>`;

const aboutAccount = html`<p><a href="/account">Your account</a> shows and changes the account of whoever is signed in
in this browser.</p>`;

const messageRow = ({ time: arrived, phone, text }: Message): Html =>
  html`<tr><td>${time(arrived)}</td><td>+${phone}</td><td>${text}</td></tr>`;

const time = (milliseconds: number): Html => {
  const date = new Date(milliseconds);
  return html`<time datetime="${date.toISOString()}">${date.toTimeString().slice(0, 8)}</time>`;
};

const target = (directory: Directory, { resource, organization }: LoggedRequest): string => {
  const name = organization && (directory.organization(organization)?.name ?? organization);
  return [resource, name].filter(Boolean).join(' in ') || '–';
};

const requestRow = (directory: Directory, entry: LoggedRequest): Html => {
  const { app = '', fromLogto, method, endpoint, grant, status, duration } = entry;
  const name = directory.application(app)?.name ?? (app || '–');
  return html`<tr><td>${time(entry.time)}</td><td>${fromLogto && 'Logto → '}${name}</td>
<td><code>${method} ${endpoint}</code></td><td>${grant ?? '–'}</td><td>${target(directory, entry)}</td>
<td class="${status >= 400 || status === 0 ? 'bad' : 'good'}">${status || 'none'}</td><td>${duration} ms</td></tr>`;
};

const table = (headings: string[], rows: Html[], empty: string): Html =>
  rows.length === 0
    ? html`<p class="soft">${empty}</p>`
    : html`<div class="scroll" tabindex="0"><table><thead><tr>${headings.map(
        (heading) => html`<th scope="col">${heading}</th>`,
      )}</tr></thead><tbody>${rows}</tbody></table></div>`;

const resourceTile = ({ name, indicator, scopes }: ApiResource): Html =>
  html`<li class="tile"><strong>${name}</strong><code class="soft">${indicator}</code>
<span>${list(scopes.map((scope) => scope.name))}</span></li>`;

type StartPageState = {
  directory: Directory;
  log: RequestLog;
  inbox: Inbox;
  /** Whether the page may use the control API. */
  canControl: boolean;
  hasComparison: boolean;
};

/** The start page: the apps, the users who can sign in, messages, requests, API resources and organizations. */
export const startPage = async (state: StartPageState): Promise<Page> => {
  const { directory, log, inbox, canControl, hasComparison } = state;
  const { applications, connectors, resources, organizations, accountCenter } = directory.tenant;
  const sendsMessages = connectors.some(({ connectorId }) => connectorId !== 'oidc');
  const apps = await Promise.all(applications.map(appTile));
  const users = table(
    ['Username', 'Password', 'Email', 'Phone', 'Roles', 'Organizations', ...(canControl ? ['Sessions'] : [])],
    userRows(directory, canControl),
    'No users.',
  );
  const requests = table(
    ['Time', 'App', 'Request', 'Grant', 'For', 'Status', 'Took'],
    log.entries().map((entry) => requestRow(directory, entry)),
    'No requests yet. Open an app and sign in.',
  );
  const messages = table(
    ['Time', 'To', 'Message'],
    inbox.messages().map(messageRow),
    'No messages yet. Sign in by phone.',
  );
  const body = html`<main class="sheet">
<header><p class="mark">Local Logto</p><h1>Your Logto, on this machine</h1>
<p class="soft">Everything here is kept in memory and lost at the next start. The passwords work nowhere else.</p></header>
<section><h2>Apps</h2><ul class="tiles" id="apps" data-live>${apps}</ul>${hasComparison && html`<p><a href="/local/compare">Compare the apps</a></p>`}</section>
<section id="users"><h2>Demo users</h2>${users}${accountCenter.enabled && aboutAccount}${canControl && aboutSessions}</section>
${sendsMessages && html`<section><h2>Messages</h2><div id="messages" data-live>${messages}</div></section>`}
<section><h2>Latest requests</h2><div id="requests" data-live>${requests}</div></section>
<section><h2>API resources</h2><ul class="tiles">${resources.map(resourceTile)}</ul></section>
<section><h2>Organizations</h2><details><summary>${organizations.length} organizations</summary>
<p>${list(organizations.map(({ name }) => name))}</p></details></section>
</main>`;
  return { title: 'Local Logto', body, script };
};
