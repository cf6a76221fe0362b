import { groupIntoFlows } from '../control/flows.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import { type Html, html } from '../screens/html.ts';
import { shownFlows, startPageAddress } from './address.ts';
import { flowItem } from './flow-list.ts';

/** The most flows on one page. */
const pageLength = 25;

const filters = ({ tenant: { applications } }: Directory, chosen: string | null): Html => {
  const filter = (label: string, app?: string) =>
    html`<li><a href="${startPageAddress(app === undefined ? {} : { app }, 'requests')}"${
      (app ?? null) === chosen && html` aria-current="true"`
    }>${label}</a></li>`;
  return html`${
    applications.length > 1 &&
    html`<nav aria-label="App"><ul class="filters">${filter('All apps')}${applications.map(({ id, name }) =>
      filter(name, id),
    )}</ul></nav>`
  }`;
};

const pager = (url: URL, page: number, total: number): Html => {
  const turn = (label: string, to: number) =>
    html`<a href="${startPageAddress({ ...shownFlows(url), page: String(to) }, 'requests')}">${label}</a>`;
  const first = (page - 1) * pageLength;
  const last = Math.min(first + pageLength, total);
  return html`<p class="pager">${first + 1}–${last} of ${total}
${page > 1 && turn('Newer', page - 1)} ${last < total && turn('Older', page + 1)}</p>`;
};

/**
 * The latest requests, one line for each flow.
 *
 * @param url The address of the page: its parameters name the app and the page of the list.
 * @param done What has just been done.
 */
export const requestsSection = (
  { directory, log, canControl }: { directory: Directory; log: RequestLog; canControl: boolean },
  url: URL,
  done?: string,
): Html => {
  const app = url.searchParams.get('app');
  const flows = groupIntoFlows(log.entries()).filter((flow) => app === null || flow.app === app);
  const pages = Math.max(1, Math.ceil(flows.length / pageLength));
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)), pages);
  const shown = flows.slice((page - 1) * pageLength, page * pageLength);
  // Older pages stand still: new flows would move their rows.
  return html`<section id="requests"><h2>3. Watch</h2>
<p class="soft">What the apps request of Logto, one line for each sign-in or page view. Open a line to see its requests.</p>
<div class="toolbar">${filters(directory, app)}
<form method="post" action="${startPageAddress(shownFlows(url), 'requests')}">
<button type="button" class="small" id="pause" aria-pressed="false" hidden>Pause</button>
${canControl && html`<button type="submit" class="small" name="clear" value="requests">Clear</button>`}
${canControl && html`<a href="/local/requests">JSON</a>`}</form></div>
<p id="requests-done" class="told" role="status">${done}</p>
<div id="flows"${page === 1 && html` data-live`}>${
    shown.length > 0
      ? html`<ol class="flows">${shown.map((flow) => flowItem(directory, flow))}</ol>${
          pages > 1 && pager(url, page, flows.length)
        }`
      : html`<p class="empty">No requests yet. Open an app and sign in.</p>`
  }</div></section>`;
};
