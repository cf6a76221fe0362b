import type { ApiResource, Application, User } from '@repo/tenant';
import type { Faults } from '../control/faults.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import type { Inbox, Message } from '../inbox.ts';
import { isListening } from '../listen.ts';
import { type Html, html } from '../screens/html.ts';
import { mark, type Page } from '../screens/page.ts';
import { shownFlows, startPageAddress } from './address.ts';
import { faultsSection } from './faults-section.ts';
import { time } from './flow-list.ts';
import { requestsSection } from './requests-section.ts';
import { script } from './script.ts';
import { userCard } from './user-cards.ts';

/** The address of an app with a home page. A native app has none, nor has one whose redirect URIs name no host. */
const homeOf = ({ redirectUris }: Application): URL | undefined => {
  const uri = redirectUris.find((candidate) => /^https?:\/\/[^*/]+(\/|$)/.test(candidate));
  return uri === undefined ? undefined : new URL('/', uri);
};

const kinds: Record<Application['type'], string | undefined> = {
  Traditional: undefined,
  SPA: 'single-page app',
  Native: 'native app',
  MachineToMachine: 'machine to machine',
};

const appTile = async (application: Application, index: number): Promise<Html> => {
  const { name, type, redirectUris } = application;
  const home = homeOf(application);
  const kind = html`${kinds[type] !== undefined && html`<p class="soft">${kinds[type]}</p>`}`;
  if (!home) {
    const uris = redirectUris.join(', ') || 'no redirect URI';
    return html`<li class="tile"><h3>${name}</h3>${kind}<p class="soft">${uris}</p></li>`;
  }
  const isUp = await isListening(home);
  return html`<li class="tile"><h3>${name}</h3>${kind}
<p id="app-${index}" class="status ${isUp ? 'up' : 'down'}" data-live>${isUp ? 'running' : 'not running'}</p>
<p><a class="button" href="${home.href}">Open ${home.host}</a></p></li>`;
};

const endSessions = ({ username }: User, action: string): Html =>
  html`<form method="post" action="${action}"><button type="submit" class="small" name="end-sessions"
 value="${username}" aria-label="End sessions of ${username}">End sessions</button></form>`;

const messageRow = ({ time: arrived, phone, email, text, link }: Message): Html =>
  html`<tr><td>${time(arrived)}</td><td>${email ?? `+${phone}`}</td>
<td>${link?.startsWith('http') ? html`<a href="${link}">${text}</a>` : text}</td></tr>`;

const messagesSection = (inbox: Inbox): Html => {
  const rows = inbox.messages().map(messageRow);
  return html`<section id="messages"><h2>Messages</h2><div id="inbox" data-live>${
    rows.length > 0
      ? html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Time</th><th scope="col">To</th>
<th scope="col">Message</th></tr></thead><tbody>${rows}</tbody></table></div>`
      : html`<p class="empty">No messages yet. Sign in by phone.</p>`
  }</div></section>`;
};

const resourceTile = ({ name, indicator, scopes }: ApiResource): Html =>
  html`<li class="tile"><h3>${name}</h3><p><code>${indicator}</code></p>
<p class="soft">${scopes.map((scope) => scope.name).join(', ') || 'no permissions'}</p></li>`;

export type StartPageState = {
  directory: Directory;
  log: RequestLog;
  inbox: Inbox;
  faults: Faults;
  /** Whether the page may use the control API. */
  canControl: boolean;
  hasComparison: boolean;
  /** Whether the apps have the pages of the samples. */
  hasSamples: boolean;
};

/** What has just been done, by the section that says so. */
export type Done = { users?: string; requests?: string; faults?: string };

/**
 * The start page: the apps, the users who can sign in, requests, messages, faults, API resources and organizations.
 *
 * @param url Its address, whose parameters say which requests it shows.
 */
export const startPage = async (state: StartPageState, url: URL, done: Done): Promise<Page> => {
  const { directory, inbox, faults, canControl, hasComparison, hasSamples } = state;
  const { applications, connectors, resources, organizations, users, accountCenter } = directory.tenant;
  const sendsMessages = connectors.some(({ connectorId }) => connectorId !== 'oidc');
  const apps = await Promise.all(applications.map(appTile));
  const known = hasSamples
    ? applications.flatMap((application) => {
        const home = homeOf(application);
        return home ? [{ name: application.name.replace('Sample: ', ''), home }] : [];
      })
    : [];
  const actionIn = (section: string) => startPageAddress(shownFlows(url), section);
  const body = html`<div class="page">
<a class="skip-link" href="#main">Skip to content</a>
<header>${mark('Local Logto')}<nav aria-label="On this page"><ul><li><a href="#apps">Apps</a></li>
<li><a href="#users">Users</a></li><li><a href="#requests">Requests</a></li>
${sendsMessages && html`<li><a href="#messages">Messages</a></li>`}
${canControl && html`<li><a href="#faults">Faults</a></li>`}</ul></nav></header>
<main id="main"><h1>Your Logto, on this machine</h1>
<p class="lead">Pick an app, sign in as one of the users, and watch what the app requests. Everything is kept in memory and
lost at the next start. The passwords work nowhere else.</p>
<section id="apps"><h2>1. Pick an app</h2><ul class="tiles">${apps}</ul>${
    hasComparison && html`<p><a href="/local/compare">Compare the apps</a></p>`
  }</section>
<section id="users"><h2>2. Pick a user</h2>
<p class="soft">The sign-in page has a button that fills in each user.</p>
<p id="users-done" class="told" role="status">${done.users}</p>
<ul class="tiles">${users.map((user) =>
    userCard(directory, user, html`${canControl && endSessions(user, actionIn('users'))}`),
  )}</ul>
${
  accountCenter.enabled &&
  html`<p><a href="/account">Your account</a> shows and changes the account that is signed in in this browser.</p>`
}${
  canControl &&
  html`<p class="soft">“End sessions” signs a user out and posts a logout token to each app that the user was signed in to. A real
Logto posts none when a session is deleted through its API, only at sign-out and when another user signs in.</p>`
}</section>
${requestsSection(state, url, done.requests)}
${sendsMessages && messagesSection(inbox)}
${canControl && faultsSection(faults, known, actionIn('faults'), done.faults)}
<section><h2>API resources</h2><ul class="tiles">${resources.map(resourceTile)}</ul></section>
<section><h2>Organizations</h2><details><summary>${organizations.length} ${organizations.length === 1 ? 'organization' : 'organizations'}</summary>
<p>${organizations.map(({ name }) => name).join(', ')}</p></details></section>
</main></div>`;
  return { title: 'Local Logto', body, script };
};
