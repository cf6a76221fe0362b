// Where local Logto serves the page: runs a flow in the three apps, one after the other, and draws each request as it arrives.

/**
 * A line of the answer of `POST /local/visits`.
 *
 * @typedef {{ time: number, method: string, endpoint: string }} ToApp
 * @typedef {ToApp & { fromLogto?: true, grant?: string, resource?: string, organization?: string, status: number }} ToLogto
 * @typedef {{ toApp?: ToApp, toLogto?: ToLogto, problem?: string }} Report
 */

const names = { browser: 'Browser', app: 'App', logto: 'Logto' };

/**
 * Who sent a request to whom, and what it was.
 *
 * @param {Report} report
 */
const read = ({ toApp, toLogto }) => {
  if (toApp)
    return {
      ...toApp,
      from: /** @type {const} */ ('browser'),
      to: /** @type {const} */ ('app'),
      meaning: '',
    };
  if (!toLogto) return undefined;
  const { fromLogto, grant, resource, organization, status } = toLogto;
  // At authorize, an app names all of its resources.
  const target = grant && (organization ? 'organization' : resource);
  const meaning = [grant, target, status].filter(Boolean).join(', ');
  if (fromLogto) {
    const endpoint = new URL(toLogto.endpoint).pathname;
    return {
      ...toLogto,
      endpoint,
      from: /** @type {const} */ ('logto'),
      to: /** @type {const} */ ('app'),
      meaning,
    };
  }
  const isBrowser = /^\/oidc\/(auth|session)/.test(toLogto.endpoint);
  /** @type {'browser' | 'app'} */
  const from = isBrowser ? 'browser' : 'app';
  return { ...toLogto, from, to: /** @type {const} */ ('logto'), meaning };
};

/**
 * Draws a request, in the order of time: one that is over later can have begun earlier.
 *
 * @param {Element} list
 * @param {NonNullable<ReturnType<typeof read>>} request
 */
const draw = (list, { time, from, to, method, endpoint, meaning }) => {
  const item = document.createElement('li');
  item.className = `${from}-to-${to}`;
  item.dataset.time = String(time);
  const parts = ['visually-hidden', 'message', 'arrow'].map((name) => {
    const part = document.createElement('span');
    part.className = name;
    return part;
  });
  const [lanes, message] = parts;
  lanes?.append(`${names[from]} to ${names[to]}: `);
  const code = document.createElement('code');
  code.append(`${method} ${endpoint}`);
  const note = document.createElement('span');
  note.append(meaning);
  message?.append(code, ' ', note);
  item.append(...parts);
  const later = [...list.children].find(
    (other) => other instanceof HTMLElement && Number(other.dataset.time) > time,
  );
  list.insertBefore(item, later ?? null);
};

/**
 * Makes a visit, and calls a function with each report.
 *
 * @param {string} visit
 * @param {(report: Report) => void} receive
 */
const follow = async (visit, receive) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('/local/visits', { method: 'POST', headers, body: visit });
  if (!response.ok || !response.body) throw new Error((await response.json()).message);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) receive(JSON.parse(line));
  }
};

/**
 * Runs a flow in one app, and returns what went wrong.
 *
 * @param {HTMLElement} column
 */
const runInApp = async (column) => {
  const list = column.querySelector('.sequence ol');
  const count = column.querySelector('.requests small');
  const { visit } = column.dataset;
  if (!visit || !list || !count) return '';
  const measured = count.getAttribute('data-measured') ?? count.textContent;
  count.setAttribute('data-measured', measured ?? '');
  list.replaceChildren();
  let problem = '';
  let toLogto = 0;
  try {
    await follow(visit, (report) => {
      problem ||= report.problem ?? '';
      const request = read(report);
      if (!request) return;
      draw(list, request);
      if (request.to === 'logto') toLogto += 1;
      count.textContent = `${toLogto || 'none'} to Logto just now, without JavaScript; ${parseInt(measured ?? '', 10) || 'none'} when measured with JavaScript`;
    });
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  return problem;
};

/** @param {Element} section */
const run = async (section) => {
  const status = section.querySelector('[role=status]');
  const shown = [...section.querySelectorAll('.requests')].find((part) => part.checkVisibility());
  shown?.scrollIntoView({ block: 'nearest' });
  const problems = [];
  for (const column of section.querySelectorAll('article')) {
    const title = column.getAttribute('aria-label') ?? '';
    if (status) status.textContent = `Running in ${title} …`;
    const problem = await runInApp(column);
    if (problem) problems.push(`${title}: ${problem}.`);
  }
  if (status) status.textContent = problems.join(' ') || 'Done: these requests were just made.';
};

if (location.pathname === '/local/compare') {
  for (const part of document.querySelectorAll('[data-served]')) part.removeAttribute('hidden');
  for (const button of document.querySelectorAll('[data-run]')) {
    button.addEventListener('click', async () => {
      const section = button.closest('section');
      if (!section || button.getAttribute('aria-busy') === 'true') return;
      button.setAttribute('aria-busy', 'true');
      await run(section);
      button.removeAttribute('aria-busy');
    });
  }
}
