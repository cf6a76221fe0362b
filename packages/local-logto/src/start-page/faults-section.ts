import type { Faults } from '../control/faults.ts';
import { type Html, html } from '../screens/html.ts';
import { type Event, events, isOn, type Sight, type Switch, switches } from './switches.ts';

type Apps = Array<{ name: string; home: URL }>;

const sight = ({ path, seen }: Sight, apps: Apps): Html =>
  html`${
    apps.length > 0 &&
    html`<p>${seen}</p><p class="where"><code>${path}</code> of ${apps.map(
      ({ name, home }) => html`<a href="${new URL(path, home).href}">${name}</a>`,
    )}</p>`
  }`;

const switchItem = (one: Switch, faults: Faults, apps: Apps): Html => {
  const on = isOn(one, faults);
  const turn = on ? 'Turn off' : 'Turn on';
  return html`<li id="switch-${one.id}" class="fault${on && ' on'}"><h3>${one.title}${on && html` <span class="tag">on</span>`}</h3>
<button type="submit" class="small" name="switch" value="${one.id}" aria-label="${turn}: ${one.title}">${turn}</button>
<div><p class="soft">${one.effect}</p>${sight(one.sight, apps)}</div></li>`;
};

const eventItem = (one: Event, apps: Apps): Html =>
  html`<li class="fault"><h3>${one.title}</h3>
<button type="submit" class="small" name="event" value="${one.id}" aria-label="Do it: ${one.title}">Do it</button>
<div><p class="soft">${one.effect}</p>${sight(one.sight, apps)}</div></li>`;

/**
 * The faults that a visitor can turn on, and where to look then.
 *
 * @param faults Those that are on, including those set through the control API.
 * @param apps The apps whose pages are known.
 * @param action Where its form is posted.
 * @param done What has just been done.
 */
export const faultsSection = (faults: Faults, apps: Apps, action: string, done?: string): Html => {
  const current = JSON.stringify(faults);
  const isCalm = current === '{}';
  return html`<section id="faults"><h2>Make it go wrong</h2>
<p class="soft">Turn a fault on, and see how the apps cope. Tests set faults through the control API.</p>
<p id="faults-done" class="told" role="status">${done}</p>
<form method="post" action="${action}">
<p id="current-faults" class="toolbar" data-live>${
    isCalm
      ? html`<span>No fault is on.</span>`
      : html`<span>On: <code>PUT /local/faults ${current}</code></span>
<button type="submit" class="small" name="reset" value="faults">Turn all off</button>`
  }</p>
<ul class="faults" id="switches" data-live>${switches.map((one) => switchItem(one, faults, apps))}</ul>
<h3>Once</h3>
<ul class="faults">${events.map((event) => eventItem(event, apps))}</ul></form></section>`;
};
